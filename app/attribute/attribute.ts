import type { Link } from '../../shared/records.ts';
import { type BusyPeriod, splitRun } from './busy-periods.ts';
import { type Case, openCases } from './case.ts';
import { tellTime } from './clock.ts';
import { limitsOf } from './doubt.ts';
import { type Findings, linkOf } from './explain.ts';
import { judgeBy } from './fit.ts';
import { frameFor } from './frame.ts';
import { forOthers, type Learnt, learn, samplePeriods } from './learn.ts';
import { gatherMatter, type Matter } from './matter.ts';
import type { AttributableRun, Attribute, Attribution, Corrections } from './model.ts';
import { orderRun } from './run.ts';
import { indexValues } from './value-index.ts';

/** How a run is worked on. */
export interface Sizes {
  /** Up to so many transactions are judged together. Of more, about so many chains are learnt from. */
  readonly together: number;
  /** Where there are more: chains of one period at most, and in how many of them it is learnt. */
  readonly period: number;
  readonly learntIn: number;
}

const USUAL: Sizes = { together: 20_000, period: 3_000, learntIn: 10 };
const NO_CORRECTIONS: Corrections = { rejected: new Map(), background: new Set() };

/**
 * Keys decide; where there are none, exchanges compete for each transaction with "no recorded request" by
 * values, time and habit. Work grows with the input and with how much of it overlaps; what stands in memory beside
 * the input, with what is learnt from and with one busy period.
 */
export const attribute: Attribute = (run) => attributeIn(USUAL, run);

/** The same with other sizes, which decide what is judged together, but not how. */
export function attributeIn(sizes: Sizes, run: AttributableRun): Attribution {
  const { links, clocks } = attributeEach(run, sizes);
  const byId = new Map<number, Link>();
  for (const link of links) byId.set(link.transactionId, link);
  return { links: run.transactions.flatMap(({ id }) => byId.get(id) ?? []), clocks };
}

/** The same links one after the other, in the order of periods: they need not stand in memory together. Can be taken once. */
export function attributeEach(
  given: AttributableRun,
  sizes = USUAL,
): Pick<Attribution, 'clocks'> & { links: Generator<Link> } {
  const { exchanges, transactions, corrections = NO_CORRECTIONS } = given;
  const recorded = orderRun(exchanges, transactions);
  const index = indexValues(recorded);
  const { run, clocks } = tellTime(recorded, index);
  return { clocks, links: judgeRun(gatherMatter(run, index, corrections), sizes) };
}

function* judgeRun(matter: Matter, sizes: Sizes): Generator<Link> {
  if (matter.run.transactions.length <= sizes.together) {
    const learnt = learn(matter, { chains: [...matter.chains.keys()], stretches: null });
    yield* linksOf(matter, learnt, learnt.frame.docket.cases);
    return;
  }
  const periods = splitRun(matter.chains, matter.moments, sizes.period);
  const learnt = forOthers(learn(matter, samplePeriods(matter, periods, sizes.learntIn, sizes.together)));
  for (const period of periods) yield* judgePeriod(matter, learnt, period);
}

/** Needs nothing of other periods but what was learnt. */
export function judgePeriod(matter: Matter, learnt: Learnt, { own, beside }: BusyPeriod): Generator<Link> {
  const positions = [...own, ...beside].sort((a, b) => a - b);
  const frame = frameFor(learnt.frame, matter, openCases(matter, positions, learnt.frame.docket.met));
  judgeBy(frame, learnt.habits);
  const isOwn = new Set(own);
  const cases = frame.docket.cases.filter((_, i) => isOwn.has(positions[i] ?? -1));
  return linksOf(matter, { ...learnt, frame }, cases);
}

function* linksOf(matter: Matter, learnt: Learnt, cases: readonly Case[]): Generator<Link> {
  const { frame, habits, ledger, doubts } = learnt;
  const findings: Findings = { matter, frame, habits, ledger, limits: limitsOf(frame, habits, doubts) };
  for (const one of cases) {
    for (const member of one.chain.members) {
      const link = linkOf(findings, one, member);
      if (link) yield link;
    }
  }
}
