import type { Link } from '../../shared/records.ts';
import { type BusyPeriod, splitRun } from './busy-periods.ts';
import { type Case, openCases } from './case.ts';
import { tellTime } from './clock.ts';
import { type Common, commonOf, learntFor, matterOf } from './common.ts';
import { limitsOf } from './doubt.ts';
import { type Findings, linkOf } from './explain.ts';
import { judgeBy } from './fit.ts';
import { frameFor } from './frame.ts';
import { forOthers, type Learnt, learn, samplePeriods } from './learn.ts';
import { gatherMatter, type Matter } from './matter.ts';
import type { AttributableRun, Attribute, Attribution, Corrections } from './model.ts';
import { orderRun } from './run.ts';
import { cutSlice, type Slice } from './slice.ts';
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
function attributeEach(run: AttributableRun, sizes = USUAL): Pick<Attribution, 'clocks'> & { links: Iterable<Link> } {
  const { clocks, judgeable } = prepareRun(run, sizes);
  return { clocks, links: judgeable.type === 'together' ? judgeable.links : judgeInTurn(judgeable) };
}

function* judgeInTurn({ common, slices }: Periods): Generator<Link> {
  for (const slice of slices) yield* judgeSlice(common, slice);
}

/** A run whose habits are learnt. */
export interface Prepared extends Pick<Attribution, 'clocks'> {
  readonly judgeable: { readonly type: 'together'; readonly links: Iterable<Link> } | Periods;
}

/** The periods of a large run, each cut out when it is asked for; they can be judged in any order, and anywhere. */
export interface Periods {
  readonly type: 'periods';
  readonly common: Common;
  readonly count: number;
  readonly slices: Generator<Slice>;
}

/** All that comes before a run's periods are judged. */
export function prepareRun(given: AttributableRun, sizes = USUAL): Prepared {
  const { exchanges, transactions, corrections = NO_CORRECTIONS } = given;
  const recorded = orderRun(exchanges, transactions);
  const index = indexValues(recorded);
  const { run, clocks } = tellTime(recorded, index);
  const matter = gatherMatter(run, index, corrections);
  return { clocks, judgeable: transactions.length <= sizes.together ? together(matter) : inPeriods(matter, sizes) };
}

function together(matter: Matter): Prepared['judgeable'] {
  const learnt = learn(matter, { chains: [...matter.chains.keys()], stretches: null });
  return { type: 'together', links: linksOf(matter, learnt, learnt.frame.docket.cases) };
}

function inPeriods(matter: Matter, sizes: Sizes): Periods {
  const periods = splitRun(matter.chains, matter.moments, sizes.period);
  const learnt = forOthers(learn(matter, samplePeriods(matter, periods, sizes.learntIn, sizes.together)));
  const slices = cutSlices(matter, learnt, periods);
  return { type: 'periods', common: commonOf(matter, learnt), count: periods.length, slices };
}

function* cutSlices(matter: Matter, learnt: Learnt, periods: readonly BusyPeriod[]): Generator<Slice> {
  for (const period of periods) yield cutSlice(matter, learnt, period);
}

/** Judges one period by what all of them share: needs nothing else of the run. */
export function judgeSlice(common: Common, slice: Slice): Generator<Link> {
  const matter = matterOf(common, slice);
  const learnt = learntFor(common, slice);
  const positions = [...slice.own, ...slice.beside].sort((a, b) => a - b);
  const frame = frameFor(learnt.frame, matter, openCases(matter, positions, learnt.frame.docket.met));
  judgeBy(frame, learnt.habits);
  const isOwn = new Set(slice.own);
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
