import { type Case, type Docket, findKey, type Pair } from './case.ts';
import { beatDensity, findPeriod, type Period } from './period.ts';
import type { Run } from './run.ts';
import { Tally } from './tally.ts';
import { EXPECTED_PHASES, isClose, PHASES } from './time-evidence.ts';
import { combineWeights, expectedFind } from './value-evidence.ts';
import { FINDS, type ValueIndex } from './value-index.ts';

/** What the run as a whole teaches: who usually writes what, when in the exchange, and showing which values. */
export interface Habits {
  /** Per kind of exchange and signature: how many chains. */
  readonly writes: ReadonlyMap<number, number>;
  /** Per signature: how many chains without a request. */
  readonly background: readonly number[];
  /** Per signature; key −1 for all of them. */
  readonly phases: Tally;
  /** Per sort of value, and per kind of exchange and sort: where it was found. */
  readonly finds: Tally;
  readonly findsByKind: Tally;
  /** The same of pairs near in time only: what {@link Docket.met} counts for others too. */
  readonly findsNear: Tally;
}

/** What stays the same over all rounds. */
export interface Frame {
  readonly safe: readonly boolean[];
  readonly kindSizes: readonly number[];
  /** Per signature. */
  readonly chains: readonly number[];
  /** Per signature: the beat of its times, where there is one. */
  readonly periods: readonly (Period | null)[];
  readonly docket: Docket;
  /** How long the run lasted. */
  readonly spanUs: number;
  /** Share of the transactions that carry a key of a recorded request. */
  readonly keyed: number;
}

/** Pretended writes of a kind that was never seen to write; methods that are meant to be safe start lower. */
const FIRST_WRITES = { safe: 0.02, unsafe: 0.1 };
/** The same before the first round, per exchange. */
const START = { safe: 0.05, unsafe: 0.3 };
/** Pretended background chains of a signature. */
const FIRST_BACKGROUND = 0.3;
/** Strengths with which small counts are drawn to wider ones. */
const TO_ALL_PHASES = 20;
const TO_SIGNATURE_PHASES = 8;
const TO_EXPECTED_FINDS = 4;
const TO_ALL_FINDS = 3;
const TO_RARITY = 15;
/** Least share of a phase or find, so that nothing seen once is ruled out. */
const LEAST_SHARE = 0.003;
/** In a run whose requests sign their writes, an unsigned write is hardly theirs. */
const MOSTLY = 0.5;
const LN_UNSIGNED = -6;
const ALL = -1;

export function frameOf(run: Run, index: ValueIndex, docket: Docket): Frame {
  const { cases } = docket;
  const safe: boolean[] = [];
  run.exchanges.forEach((exchange, position) => {
    safe[index.kindOf[position] ?? 0] = exchange.safe;
  });
  const bySignature: Case[][] = Array.from({ length: docket.signatures }, () => []);
  for (const one of cases) bySignature[one.signature]?.push(one);
  const signed = cases.filter(({ key }) => key.type === 'decided' || key.type === 'narrowed').length;
  return {
    safe,
    kindSizes: index.kindSizes,
    chains: bySignature.map(({ length }) => length),
    periods: bySignature.map((alike) => findBeat(alike, index.kindSizes)),
    docket,
    spanUs: spanOf(run),
    keyed: cases.length === 0 ? 0 : signed / cases.length,
  };
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
    const kinds = new Set(pairs.filter(({ cells }) => cells?.some(isClose)).map(({ kind }) => kind));
    for (const kind of kinds) open.set(kind, (open.get(kind) ?? 0) + 1);
  }
  return [...open].some(([kind, chains]) => chains >= 0.8 * alike.length && (kindSizes[kind] ?? 0) <= 2 * alike.length);
}

function spanOf({ exchanges, transactions }: Run): number {
  let from = Number.POSITIVE_INFINITY;
  let to = Number.NEGATIVE_INFINITY;
  for (const us of [...exchanges.flatMap((e) => [e.startUs, e.endUs]), ...transactions.map((t) => t.time?.us)]) {
    from = Math.min(from, us ?? from);
    to = Math.max(to, us ?? to);
  }
  return to - from > 1_000_000 ? to - from : 1_000_000;
}

const writeKey = ({ docket }: Frame, kind: number, signature: number) => kind * docket.signatures + signature;
const sortKey = ({ docket }: Frame, kind: number, sort: number) => findKey(docket.sorts, kind, sort);

/** Learns the habits from the probabilities as they stand. */
export function learnHabits(frame: Frame): Habits {
  const writes = new Map<number, number>();
  const background = Array.from({ length: frame.docket.signatures }, () => 0);
  const habits = {
    writes,
    background,
    phases: new Tally(PHASES),
    finds: new Tally(FINDS.length),
    findsByKind: new Tally(FINDS.length),
    findsNear: new Tally(FINDS.length),
  };
  for (const one of frame.docket.cases) {
    background[one.signature] = (background[one.signature] ?? 0) + one.none;
    for (const pair of one.pairs) {
      if (pair.probability < 1e-4) continue;
      const key = writeKey(frame, pair.kind, one.signature);
      writes.set(key, (writes.get(key) ?? 0) + pair.probability);
      learnPair(frame, habits, one, pair);
    }
  }
  return habits;
}

function learnPair(frame: Frame, habits: Habits, one: Case, pair: Pair): void {
  const densities = (pair.cells ?? []).map(({ density }) => density);
  const all = densities.reduce((sum, density) => sum + density, 0);
  pair.cells?.forEach(({ phase, density }) => {
    habits.phases.add(ALL, phase, (pair.probability * density) / all);
    habits.phases.add(one.signature, phase, (pair.probability * density) / all);
  });
  one.sorts.forEach((sort, i) => {
    habits.finds.add(sort, pair.finds[i] ?? 0, pair.probability);
    const key = sortKey(frame, pair.kind, sort);
    habits.findsByKind.add(key, pair.finds[i] ?? 0, pair.probability);
    if (pair.isNear) habits.findsNear.add(key, pair.finds[i] ?? 0, pair.probability);
  });
}

/** Natural log of the odds that a pair is the cause, before it is compared with its rivals. */
export function scorePair(frame: Frame, habits: Habits | null, one: Case, pair: Pair): number {
  const unsigned = one.key.type === 'silent' && frame.keyed >= MOSTLY ? LN_UNSIGNED : 0;
  return (
    lnWrites(frame, habits, one, pair) +
    lnTime(frame, habits, one, pair) +
    valueWeight(frame, habits, one, pair) +
    unsigned
  );
}

/** The same for "no recorded request": the background's rate for this signature. */
export function scoreNone(frame: Frame, habits: Habits | null, one: Case): number {
  const others = habits ? Math.max(0, (habits.background[one.signature] ?? 0) - one.none) : 0;
  const steady = (FIRST_BACKGROUND + others) / frame.spanUs;
  const period = frame.periods[one.signature];
  if (!period || !one.chain.at) return Math.log(steady);
  const share = (FIRST_BACKGROUND + others) / (FIRST_BACKGROUND + (frame.chains[one.signature] ?? 0));
  return Math.log(steady + share * beatDensity(period, one.chain.at.fromUs));
}

/** How many chains of this signature an exchange of this kind writes, by all other cases. */
export function writeRate(frame: Frame, habits: Habits | null, one: Case, pair: Pair): number {
  const method = frame.safe[pair.kind] ? 'safe' : 'unsafe';
  if (!habits) return START[method];
  const ofKind = habits.writes.get(writeKey(frame, pair.kind, one.signature)) ?? 0;
  const elsewhere = Math.max(0, (frame.chains[one.signature] ?? 1) - 1 - (ofKind - pair.probability));
  const first = FIRST_WRITES[method] / (1 + elsewhere);
  return (first + Math.max(0, ofKind - pair.probability)) / ((frame.kindSizes[pair.kind] ?? 0) + 1);
}

const lnWrites = (frame: Frame, habits: Habits | null, one: Case, pair: Pair) =>
  Math.log(writeRate(frame, habits, one, pair));

function lnTime(frame: Frame, habits: Habits | null, one: Case, pair: Pair): number {
  if (!pair.cells) return -Math.log(frame.spanUs);
  let likelihood = 0;
  for (const { phase, density } of pair.cells)
    likelihood += density * phaseShare(habits, one.signature, phase, pair.probability);
  return Math.log(likelihood + 1e-15);
}

function phaseShare(habits: Habits | null, signature: number, phase: number, own: number): number {
  const expected = EXPECTED_PHASES[phase] ?? 0;
  if (!habits) return expected;
  const all = habits.phases.share(ALL, phase, own, expected, TO_ALL_PHASES);
  return Math.max(LEAST_SHARE, habits.phases.share(signature, phase, own, all, TO_SIGNATURE_PHASES));
}

export function valueWeight(frame: Frame, habits: Habits | null, one: Case, pair: Pair): number {
  return combineWeights(featureWeights(frame, habits, one, pair));
}

/** Per feature: how much likelier the find is in the cause than in another candidate (natural log). */
export function featureWeights(frame: Frame, habits: Habits | null, one: Case, pair: Pair): number[] {
  return one.features.map(({ role }, i) => {
    const find = pair.finds[i] ?? 0;
    const rarity = pair.chances[i] ?? 1;
    const expected = expectedFind(role, find, rarity);
    const key = sortKey(frame, pair.kind, one.sorts[i] ?? 0);
    const inCause = habits ? learntFind(habits, pair, one.sorts[i] ?? 0, key, find, expected) : expected;
    return Math.log(Math.max(LEAST_SHARE, inCause) / chanceOfFind(frame, habits, pair, key, find, rarity));
  });
}

function learntFind(habits: Habits, pair: Pair, sort: number, key: number, find: number, expected: number): number {
  const all = habits.finds.share(sort, find, pair.probability, expected, TO_EXPECTED_FINDS);
  return habits.findsByKind.share(key, find, pair.probability, all, TO_ALL_FINDS);
}

/**
 * How often candidates of this kind that are not the cause hold such a value there: those who look at the same
 * thing at the same time do so more often than the value's rarity alone would have it.
 */
function chanceOfFind(
  { docket }: Frame,
  habits: Habits | null,
  { probability, isNear }: Pair,
  key: number,
  find: number,
  rarity: number,
): number {
  if (!habits) return rarity;
  const self = isNear ? 1 : 0;
  const causes = Math.max(0, habits.findsNear.count(key, find) - self * probability);
  const allCauses = Math.max(0, habits.findsNear.total(key) - self * probability);
  const others = Math.max(0, docket.met.count(key, find) - self - causes);
  const allOthers = Math.max(others, docket.met.total(key) - self - allCauses);
  const share = (others + TO_RARITY * rarity) / (allOthers + TO_RARITY);
  return find === 0 ? share : Math.max(rarity, share);
}
