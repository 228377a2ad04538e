import type { Moments } from './candidates.ts';
import { type Case, type Docket, findKey } from './case.ts';
import { type Background, boundBackground } from './coverage.ts';
import { findLeads, type Lead } from './leads.ts';
import type { Matter } from './matter.ts';
import { Pairs } from './pair.ts';
import { findPeriod, type Period } from './period.ts';
import { findWaits } from './queue.ts';
import type { Interval, Run } from './run.ts';
import { isClose } from './time-evidence.ts';
import type { ValueIndex } from './value-index.ts';

/** A run is never taken as shorter. */
const SHORTEST_US = 1_000_000;

/** What stays the same over all rounds. */
export interface Frame {
  readonly safe: readonly boolean[];
  readonly kindOf: readonly number[];
  readonly kindSizes: readonly number[];
  /** How many kinds are meant to be safe, and how many are not. */
  readonly kinds: { readonly safe: number; readonly unsafe: number };
  /** Per signature. */
  readonly chains: readonly number[];
  /** Per signature: the beat of its times, where there is one. */
  readonly periods: readonly (Period | null)[];
  readonly background: Background;
  /** When requests may have been open longer than they are recorded. */
  readonly waits: readonly Interval[];
  readonly docket: Docket;
  /** Per exchange. */
  readonly moments: Moments;
  /** Earlier cases that probably have the same cause. */
  readonly leads: ReadonlyMap<Case, readonly Lead[]>;
  /** How long the run lasted. */
  readonly spanUs: number;
  /** Share of the transactions that carry a key of a recorded request. */
  readonly keyed: number;
  /** Whether counts are those of a part of the run. */
  readonly isSample: boolean;
}

/** Where habits are learnt from: some of a run's chains, and the stretches of time that they come from. */
export interface Sample {
  readonly chains: readonly number[];
  /** Null = all of the run, or of one without times. */
  readonly stretches: readonly Interval[] | null;
}

/** What all judgements of a fit share: how many calls each kind has, how often each signature came, how long it lasts. */
export function frameOf(matter: Matter, docket: Docket, { stretches }: Sample): Frame {
  const { run, index } = matter;
  const { cases } = docket;
  const safe: boolean[] = [];
  run.exchanges.forEach((exchange, position) => {
    safe[index.kindOf[position] ?? 0] = exchange.safe;
  });
  const bySignature: Case[][] = Array.from({ length: docket.signatures }, () => []);
  for (const one of cases) bySignature[one.signature]?.push(one);
  const signed = cases.filter(({ key }) => key.type === 'decided' || key.type === 'narrowed').length;
  const kindSizes = stretches ? countKinds(run, index, stretches) : index.kindSizes;
  return {
    safe,
    kindOf: index.kindOf,
    kindSizes,
    kinds: { safe: safe.filter(Boolean).length, unsafe: safe.filter((is) => !is).length },
    chains: bySignature.map(({ length }) => length),
    periods: bySignature.map((alike) => findBeat(alike, kindSizes)),
    background: boundBackground(run, cases, docket.signatures),
    waits: findWaits(run.exchanges),
    docket,
    moments: matter.moments,
    leads: findLeads(matter, cases),
    spanUs: stretches ? lengthOf(stretches) : spanOf(run),
    keyed: cases.length === 0 ? 0 : signed / cases.length,
    isSample: cases.length < matter.chains.length,
  };
}

/** The same for other cases of the run: what was learnt stays, what concerns single cases is theirs. */
export function frameFor(learnt: Frame, matter: Matter, docket: Docket): Frame {
  return { ...learnt, docket, leads: findLeads(matter, docket.cases) };
}

/** What may be kept when the cases that it was learnt from are done. */
export const withoutCases = (frame: Frame): Frame => ({
  ...frame,
  docket: { ...frame.docket, cases: [], pairs: new Pairs(0) },
  leads: new Map(),
});

/** Exchanges of each kind that began in one of the stretches. */
function countKinds({ exchanges }: Run, { kindOf, kindSizes }: ValueIndex, stretches: readonly Interval[]): number[] {
  const sizes = kindSizes.map(() => 0);
  exchanges.forEach(({ startUs }, position) => {
    const isIn = startUs !== null && stretches.some(({ fromUs, toUs }) => startUs >= fromUs && startUs < toUs);
    const kind = kindOf[position] ?? 0;
    if (isIn) sizes[kind] = (sizes[kind] ?? 0) + 1;
  });
  return sizes;
}

/** The beat of a signature, unless requests of one kind keep the same time: then it is theirs. */
function findBeat(alike: readonly Case[], kindSizes: readonly number[]): Period | null {
  const stamps = alike.flatMap(({ chain }) => chain.at ?? []);
  const resolutionUs = stamps.reduce((most, { fromUs, toUs }) => Math.max(most, toUs - fromUs), 0);
  const period = findPeriod(
    stamps.map(({ fromUs }) => fromUs),
    resolutionUs,
  );
  return period && !keepTime(alike, kindSizes) ? period : null;
}

function keepTime(alike: readonly Case[], kindSizes: readonly number[]): boolean {
  const open = new Map<number, number>();
  for (const { pairs } of alike) {
    const kinds = new Set(pairs.filter(({ cells }) => cells.some(isClose)).map(({ kind }) => kind));
    for (const kind of kinds) open.set(kind, (open.get(kind) ?? 0) + 1);
  }
  return [...open].some(([kind, chains]) => chains >= 0.8 * alike.length && (kindSizes[kind] ?? 0) <= 2 * alike.length);
}

const lengthOf = (stretches: readonly Interval[]): number =>
  Math.max(
    SHORTEST_US,
    stretches.reduce((sum, { fromUs, toUs }) => sum + toUs - fromUs, 0),
  );

function spanOf({ exchanges, transactions }: Run): number {
  let from = Number.POSITIVE_INFINITY;
  let to = Number.NEGATIVE_INFINITY;
  for (const us of [...exchanges.flatMap((e) => [e.startUs, e.endUs]), ...transactions.map((t) => t.time?.us)]) {
    from = Math.min(from, us ?? from);
    to = Math.max(to, us ?? to);
  }
  return Math.max(SHORTEST_US, Number.isFinite(to - from) ? to - from : 0);
}

/** A kind and a signature as one number. */
export const writeKey = ({ docket }: Frame, kind: number, signature: number) => kind * docket.signatures + signature;
export const ofWriteKey = ({ docket }: Frame, key: number) => ({
  kind: Math.floor(key / docket.signatures),
  signature: key % docket.signatures,
});
/** An exchange and a signature as one number. */
export const loadKey = ({ docket }: Frame, exchange: number, signature: number) =>
  exchange * docket.signatures + signature;
export const ofLoadKey = ({ docket }: Frame, key: number) => ({
  exchange: Math.floor(key / docket.signatures),
  signature: key % docket.signatures,
});
/** A kind and a sort as one number. */
export const sortKey = ({ docket }: Frame, kind: number, sort: number) => findKey(docket.sorts, kind, sort);
