import type { Case } from './case.ts';
import { type Frame, loadKey, sortKey, writeKey } from './frame.ts';
import { ALL, type Habits, MISSING, MOST_MISSING } from './habit.ts';
import type { Lead } from './leads.ts';
import { NO_EVIDENCE, type Pair } from './pair.ts';
import { beatDensity } from './period.ts';
import { isWide } from './run.ts';
import { EXPECTED_PHASES } from './time-evidence.ts';
import { combineWeights, expectedFind } from './value-evidence.ts';

/** Pretended writes of a kind that was never seen to write; methods that are meant to be safe start lower. */
const FIRST_WRITES = { safe: 0.02, unsafe: 0.2 };
/** The same before the first round, per exchange. */
const START = { safe: 0.05, unsafe: 0.3 };
/** What so many kinds of call write is written by further ones as well. */
const COMMON_TO = 3;
const NOWHERE = { kinds: 0, shares: 0 };
/** No kind of call writes without exception. */
const MOST_FIRST = 0.9;
/** Pretended second chains of an exchange. */
const FIRST_AGAIN = 0.1;
/** Pretended background chains of a signature. */
const FIRST_BACKGROUND = 0.2;
/** Strengths with which small counts are drawn to wider ones. */
const TO_ALL_PHASES = 20;
const TO_SIGNATURE_PHASES = 4;
const TO_EXPECTED_FINDS = 2;
const TO_ALL_FINDS = 1;
const TO_RARITY = 15;
const TO_ALL_MISSING = 2;
const TO_FIRST_RATE = 3;
/** How many unrecorded requests on the same thing come within this time of a recorded one, where half are missing. */
const RELATED = 0.2;
const RELATED_US = 2_500_000;
/** Share of the cases that have another cause than the one whose row they name. */
const UNLED = 0.03;
/** Share of the cases with a row that others name which are followed by such a case. */
const FOLLOWED = 0.3;
/** Least share of a find and of a phase, so that nothing is ruled out. */
const LEAST_SHARE = 0.003;
const LEAST_PHASE = 0.0001;
/** The most that finding a value can say against an exchange (natural log). */
const LEAST_FOUND = -1.5;
/** In a run whose requests sign their writes, an unsigned write is hardly theirs. */
const MOSTLY = 0.5;
const LN_UNSIGNED = -6;

/** How often calls of a pair's kind write such a chain, and another after one, by all other cases. */
export interface Rates {
  readonly first: number;
  readonly again: number;
}

/** What speaks for a pair without anything that was learnt of habits; natural log of odds. */
export function plainScore(frame: Frame, one: Case, pair: Pair): number {
  const { first, again } = ratesOf(frame, null, one, pair);
  const habit = lnHabit(first, again, 0);
  return habit + lnTime(frame, null, one, pair) + valueWeight(frame, null, one, pair);
}

/** What a key that a case lacks says against every pair of it (natural log). */
export const lnUnsigned = ({ keyed }: Frame, { key }: Case): number =>
  key.type === 'silent' && keyed >= MOSTLY ? LN_UNSIGNED : 0;

/**
 * The same for "no recorded request": the background's rate for this signature, and the rate of requests that were
 * not recorded. These are like the recorded ones: the same client works on the same thing, so that the best value
 * weight of any candidate is no reason against them.
 */
export function scoreNone(frame: Frame, habits: Habits | null, one: Case, bestValues: number): number {
  const others = habits ? Math.max(0, (habits.background[one.signature] ?? 0) - one.none) : 0;
  const steady = (FIRST_BACKGROUND + Math.min(others, frame.background.most[one.signature] ?? others)) / frame.spanUs;
  const unrecorded = Math.min(others, frame.background.missing[one.signature] ?? others);
  const missing = missingRate(frame, habits, one, unrecorded) * usualRate(habits, one);
  const related = (missing * RELATED * Math.exp(bestValues)) / RELATED_US;
  const alone = (steady + related + beat(frame, one, others)) * Math.exp(lnLed(frame.leads.get(one), null));
  return Math.log(alone + followsUnrecorded(frame, one) * Math.exp(bestValues));
}

/** How densely cases such as this follow those that are said to come from no recorded request. */
function followsUnrecorded({ leads }: Frame, one: Case): number {
  const own = leads.get(one) ?? [];
  return own.reduce((sum, { from, weight, density }) => sum + FOLLOWED * weight * mostly(from.none) * density, 0);
}

function beat({ periods, chains }: Frame, { signature, chain }: Case, others: number): number {
  const period = periods[signature];
  if (!period || !chain.at) return 0;
  const share = (FIRST_BACKGROUND + others) / (FIRST_BACKGROUND + (chains[signature] ?? 0));
  return share * beatDensity(period, chain.at.fromUs);
}

/** What is as likely as not says nothing; what leaves no doubt counts in full. */
const mostly = (probability: number): number => Math.max(0, 2 * probability - 1);

/** Unrecorded writes of this signature for each recorded one, drawn to the share of the whole run. */
function missingRate({ periods }: Frame, habits: Habits | null, one: Case, others: number): number {
  if (!habits) return MISSING;
  if (periods[one.signature]) return 0;
  const caused = Math.max(0, (habits.caused[one.signature] ?? 0) - 1 + one.none);
  return Math.min(MOST_MISSING, (others + TO_ALL_MISSING * habits.missing) / (caused + TO_ALL_MISSING));
}

/** How often the requests that write this signature do: as their recorded like do, where there are some. */
function usualRate(habits: Habits | null, { signature }: Case): number {
  const caused = habits?.caused[signature] ?? 0;
  const share = Math.min(1, habits?.sources[signature]?.[0]?.share ?? 0);
  return (caused * share + TO_FIRST_RATE * START.unsafe) / (caused + TO_FIRST_RATE);
}

/** How well an exchange, or null for none, agrees with what is said of the cases whose rows this one names. */
export function lnLed(leads: readonly Lead[] | undefined, exchange: number | null): number {
  if (!leads) return 0;
  let agree = 0;
  for (const { from, weight } of leads) agree += weight * probabilityOf(from, exchange);
  return Math.log(UNLED + (1 - UNLED) * agree);
}

function probabilityOf({ pairs, none }: Case, exchange: number | null): number {
  if (exchange === null) return none;
  for (const pair of pairs) if (pair.exchange === exchange) return pair.probability;
  return 0;
}

/**
 * How much an exchange's habit speaks for one more write of a signature, where `others` are the odds of its other
 * candidates: of calls that write once, whichever chain is taken leaves the others without it, and none taken is
 * unlikely, too; natural log. (Belief propagation for data association: Williams and Lau, IEEE TAES 50(4), 2014; here
 * with a chance of writing again.)
 */
export function lnHabit(first: number, again: number, others: number): number {
  return Math.log((first * (1 + again * others)) / (1 - first + first * others));
}

/** How often a call of the kind writes the signature at all, and again; what this pair itself says of it is left out. */
export function ratesOf(frame: Frame, habits: Habits | null, one: Case, pair: Pair): Rates {
  const method = frame.safe[pair.kind] ? 'safe' : 'unsafe';
  if (!habits) return { first: START[method], again: FIRST_AGAIN };
  const calls = frame.kindSizes[pair.kind] ?? 0;
  const { writers, extras } = withoutPair(frame, habits, one, pair);
  const elsewhere = Math.max(0, (frame.chains[one.signature] ?? 1) - 1 - writers - extras);
  // Calls that wrote nothing show that the kind is none of those.
  const usual = usualShare(frame, habits, one, pair.kind) / (1 + Math.max(0, calls - 1 - writers)) ** 2;
  const before = Math.max(FIRST_WRITES[method] / (1 + elsewhere), usual);
  const share = (before + writers) / (calls + 1);
  const doubt = doubtBeside(habits, one, pair, (writers + 1) / (calls + 1));
  return {
    first: Math.min(MOST_FIRST, doubt * share),
    again: Math.min(1, (FIRST_AGAIN + extras) / (writers + 1)),
  };
}

/** Whether the rates of a pair depend on what is said of it: it was among those that taught them. */
export const hasTaught = (frame: Frame, habits: Habits | null, { signature }: Case, { exchange }: Pair): boolean =>
  habits?.loads.has(loadKey(frame, exchange, signature)) === true;

/**
 * What hardly any kind of call leaves out, such as touching the session, a further kind does as well: the mean share of
 * the others. Reads are held to what other reads do.
 */
function usualShare(frame: Frame, { usual, writers }: Habits, { signature, chain }: Case, kind: number): number {
  const { safe, unsafe } = usual[signature] ?? { safe: NOWHERE, unsafe: NOWHERE };
  const isSafe = frame.safe[kind] === true;
  // Where stamps do not tell what was near, whatever is always there looks as if it wrote.
  if (isWide(chain) || safe.kinds + (isSafe ? 0 : unsafe.kinds) < COMMON_TO) return 0;
  const own = (writers.get(writeKey(frame, kind, signature)) ?? 0) / Math.max(1, frame.kindSizes[kind] ?? 1);
  const shares = safe.shares + (isSafe ? 0 : unsafe.shares) - Math.min(1, own);
  const others = frame.kinds.safe + (isSafe ? 0 : frame.kinds.unsafe) - 1;
  return Math.max(0, shares) / Math.max(1, others);
}

/** What all other cases say: how many calls of the kind write such a chain, and how many more chains than one each. */
function withoutPair(frame: Frame, habits: Habits, { signature }: Case, { exchange, kind, probability }: Pair) {
  const load = habits.loads.get(loadKey(frame, exchange, signature)) ?? 0;
  const rest = Math.max(0, load - probability);
  const key = writeKey(frame, kind, signature);
  const writers = (habits.writers.get(key) ?? 0) - (Math.min(1, load) - Math.min(1, rest));
  const extras = (habits.extras.get(key) ?? 0) - (Math.max(0, load - 1) - Math.max(0, rest - 1));
  return { writers: Math.max(0, writers), extras: Math.max(0, extras) };
}

/**
 * A kind of which few calls write what nearly all calls of another do is less likely a second source than in
 * the company of requests of that other kind which were not recorded: clients write, then read the same thing.
 */
function doubtBeside(habits: Habits, { signature }: Case, { kind }: Pair, share: number): number {
  const other = (habits.sources[signature] ?? []).find((source) => source.kind !== kind)?.share ?? 0;
  return other > share ? share / other : 1;
}

/** How likely the chain commits at this moment of the exchange (natural log of a density per µs). */
export function lnTime(frame: Frame, habits: Habits | null, one: Case, pair: Pair): number {
  if (!pair.isTimed) return -Math.log(frame.spanUs);
  const { cellsFrom, phases, densities } = pair.pairs;
  let likelihood = 0;
  for (let i = cellsFrom[pair.place] as number; i < (cellsFrom[pair.place + 1] as number); i++) {
    const share = phaseShare(habits, one.signature, phases[i] as number, pair.probability);
    likelihood += (densities[i] as number) * share;
  }
  return Math.log(likelihood + 1e-15);
}

function phaseShare(habits: Habits | null, signature: number, phase: number, own: number): number {
  const expected = EXPECTED_PHASES[phase] ?? 0;
  if (!habits) return expected;
  const all = habits.phases.share(ALL, phase, own, expected, TO_ALL_PHASES);
  return Math.max(LEAST_PHASE, habits.phases.share(signature, phase, own, all, TO_SIGNATURE_PHASES));
}

/** What all values together say for the pair (natural log of a likelihood ratio). */
export function valueWeight(frame: Frame, habits: Habits | null, one: Case, pair: Pair): number {
  return combineWeights(featureWeights(frame, habits, one, pair));
}

/** Per feature: how much likelier the find is in the cause than in another candidate (natural log). */
export function featureWeights(frame: Frame, habits: Habits | null, one: Case, pair: Pair): number[] {
  const weights: number[] = [];
  for (let i = 0; i < one.features.length; i++) weights.push(featureWeight(frame, habits, one, pair, i));
  return weights;
}

function featureWeight(frame: Frame, habits: Habits | null, one: Case, pair: Pair, i: number): number {
  const find = pair.findOf(i);
  const feature = one.features[i];
  if (find === NO_EVIDENCE || !feature) return 0;
  const rarity = pair.chanceOf(i);
  const expected = expectedFind(feature.role, find, rarity);
  const key = sortKey(frame, pair.kind, one.sorts[i] ?? 0);
  const inCause = habits ? learntFind(habits, pair, one.sorts[i] ?? 0, key, find, expected) : expected;
  const weight = Math.log(Math.max(LEAST_SHARE, inCause) / chanceOfFind(frame, habits, one, pair, key, find, rarity));
  return find === 0 ? weight : Math.max(LEAST_FOUND, weight);
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
  { none }: Case,
  { probability, isNear }: Pair,
  key: number,
  find: number,
  rarity: number,
): number {
  if (!habits) return rarity;
  const self = isNear ? 1 : 0;
  const causes = Math.max(0, habits.findsNear.count(key, find) - self * (probability + none));
  const allCauses = Math.max(0, habits.findsNear.total(key) - self * (probability + none));
  const others = Math.max(0, docket.met.count(key, find) - self - causes);
  const allOthers = Math.max(others, docket.met.total(key) - self - allCauses);
  const share = (others + TO_RARITY * rarity) / (allOthers + TO_RARITY);
  return find === 0 ? share : Math.max(rarity, share);
}
