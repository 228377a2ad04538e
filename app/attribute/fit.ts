import { AFTER_US, BEFORE_US } from './candidates.ts';
import type { Case } from './case.ts';
import { type Frame, loadKey } from './frame.ts';
import { type Habits, learnHabits } from './habit.ts';
import type { Pair } from './pair.ts';
import { type PairScore, scoreAgain, scoreNone, scorePair } from './score.ts';

const ROUNDS = 12;
/** Rounds end when no probability moved more than this. */
const STILL = 0.002;

/** Expectation-maximisation: judges every case by the habits, learns the habits from the judgements, and again. */
export function fitHabits(frame: Frame): Habits {
  let habits: Habits | null = null;
  const odds = new Odds(frame);
  for (let round = 0; round < ROUNDS; round++) {
    const moved = judgeAll(frame, habits, odds);
    habits = learnHabits(frame);
    if (moved < STILL) break;
  }
  return habits ?? learnHabits(frame);
}

/** By habits that are given, answers settle at once; a fixed number, so that no case depends on others far off. */
const GIVEN_ROUNDS = 4;

/**
 * Judges cases by habits that were learnt from others. What time and values say stays as it is; only what other cases
 * make of the same exchanges is asked again.
 */
export function judgeBy(frame: Frame, habits: Habits): void {
  const odds = new Odds(frame);
  const first = new Map<Case, readonly PairScore[]>();
  for (let round = 0; round < GIVEN_ROUNDS; round++) {
    for (const one of frame.docket.cases) {
      const known = first.get(one);
      const parts = known ? scoreAllAgain(frame, habits, one, odds, known) : scoreAll(frame, habits, one, odds);
      if (!known) first.set(one, parts);
      judge(frame, habits, one, odds, parts);
    }
  }
}

const scoreAll = (frame: Frame, habits: Habits | null, one: Case, odds: Odds): PairScore[] =>
  one.key.type === 'decided' ? [] : one.pairs.map((pair) => scorePair(frame, habits, one, pair, odds.of(one, pair)));

const scoreAllAgain = (frame: Frame, habits: Habits, one: Case, odds: Odds, known: readonly PairScore[]): PairScore[] =>
  known.map((part, i) => {
    const pair = one.pairs[i];
    return pair ? scoreAgain(frame, habits, one, pair, odds.of(one, pair), part) : part;
  });

/** All cases are judged by the same habits, in the order of time, so that leads come first. Gives the furthest move. */
function judgeAll(frame: Frame, habits: Habits | null, odds: Odds): number {
  return frame.docket.cases.reduce(
    (furthest, one) => Math.max(furthest, judge(frame, habits, one, odds, scoreAll(frame, habits, one, odds))),
    0,
  );
}

function judge(frame: Frame, habits: Habits | null, one: Case, odds: Odds, parts: readonly PairScore[]): number {
  if (one.key.type === 'decided') return decide(one, odds);
  const none = scoreNone(frame, habits, one, bestValues(parts));
  const shares = sharesOf(none, parts, allOf);
  const untimed = sharesOf(none, parts, timeless);
  const unaided = sharesOf(Number.NEGATIVE_INFINITY, parts, habitless);
  const alone = shares.none;
  let moved = Math.abs(alone - one.none);
  one.none = alone;
  one.pairs.forEach((pair, i) => {
    const probability = shares.pairs[i] ?? 0;
    moved = Math.max(moved, Math.abs(probability - pair.probability));
    pair.probability = probability;
    pair.untimed = untimed.pairs[i] ?? 0;
    pair.unaided = (unaided.pairs[i] ?? 0) * (1 - alone);
    // Without its own habit: what is left when the exchange's other writes are asked what they make of it.
    const own = probability * Math.exp(-(parts[i]?.habit ?? 0));
    odds.set(one, pair, own / Math.max(LEAST_LEFT, 1 - probability));
  });
  return moved;
}

const allOf = ({ habit, time, values, rest }: PairScore) => habit + time + values + rest;
const timeless = ({ habit, values, rest }: PairScore) => habit + values + rest + ANY_TIME;
const habitless = ({ time, values, rest }: PairScore) => time + values + rest;

/** The value weight of the best pair. */
function bestValues(parts: readonly PairScore[]): number {
  let best = parts[0];
  for (const part of parts) if (best && allOf(part) > allOf(best)) best = part;
  return best?.values ?? 0;
}

/** Natural log of the density (1/µs) of a time of which nothing is known but that it lies in reach. */
const ANY_TIME = -Math.log(BEFORE_US + AFTER_US);
/** Bounds of the odds that a pair hands on. */
const LEAST_LEFT = 1e-9;
const MOST_ODDS = 1e6;

/** Per exchange and signature: the sum of the odds of all chains that it may have written. */
class Odds {
  readonly #frame: Frame;
  readonly #sums = new Map<number, number>();

  constructor(frame: Frame) {
    this.#frame = frame;
  }

  /** Of all other chains of the signature. */
  of({ signature }: Case, { exchange, odds }: Pair): number {
    return Math.max(0, (this.#sums.get(loadKey(this.#frame, exchange, signature)) ?? 0) - odds);
  }

  set({ signature }: Case, pair: Pair, odds: number): void {
    const key = loadKey(this.#frame, pair.exchange, signature);
    const next = Math.min(MOST_ODDS, odds);
    this.#sums.set(key, (this.#sums.get(key) ?? 0) - pair.odds + next);
    pair.odds = next;
  }
}

interface Shares {
  readonly none: number;
  readonly pairs: readonly number[];
}

/** Natural logs of weights → shares of the whole. */
function sharesOf(none: number, parts: readonly PairScore[], scoreOf: (part: PairScore) => number): Shares {
  let top = none;
  for (const part of parts) top = Math.max(top, scoreOf(part));
  const alone = Math.exp(none - top);
  let whole = alone;
  const pairs: number[] = [];
  for (const part of parts) {
    const weight = Math.exp(scoreOf(part) - top);
    whole += weight;
    pairs.push(weight);
  }
  for (let i = 0; i < pairs.length; i++) pairs[i] = (pairs[i] as number) / whole;
  return { none: alone / whole, pairs };
}

function decide(one: Case, odds: Odds): number {
  for (const pair of one.pairs) {
    odds.set(one, pair, MOST_ODDS);
    pair.probability = 1;
    pair.untimed = 1;
    pair.unaided = 1;
  }
  return 0;
}
