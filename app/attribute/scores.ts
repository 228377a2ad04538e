import { AFTER_US, BEFORE_US } from './candidates.ts';
import type { Case } from './case.ts';
import { type Frame, loadKey, writeKey } from './frame.ts';
import type { Habits } from './habit.ts';
import { MOST_PAIRS } from './lineup.ts';
import type { Pair } from './pair.ts';
import { hasTaught, lnHabit, lnLed, lnTime, lnUnsigned, type Rates, ratesOf, valueWeight } from './score.ts';

/** Natural log of the density (1/µs) of a time of which nothing is known but that it lies in reach. */
const ANY_TIME = -Math.log(BEFORE_US + AFTER_US);
/** Bounds of the odds that a pair hands on. */
const LEAST_LEFT = 1e-9;
const MOST_ODDS = 1e6;

/** What is weighed: everything, all but the time, or, of recorded causes alone, all but the habit. */
export type Weighed = 'all' | 'untimed' | 'unaided';

/**
 * What speaks for each pair of a docket being the cause, before it is compared with its rivals (natural logs of odds),
 * and the sums of what chains that may come from one exchange make of it. Arrays are in the order of the pairs.
 */
export class Scores {
  readonly frame: Frame;
  /** The share of each pair of a case, after {@link weigh}. */
  readonly shares = new Float64Array(MOST_PAIRS);
  readonly #habit: Float64Array;
  readonly #time: Float64Array;
  readonly #values: Float64Array;
  /** Of what the case follows, and of a key that it lacks. */
  readonly #rest: Float64Array;
  readonly #first: Float64Array;
  readonly #again: Float64Array;
  /** Whether a pair was among those that taught the habits, so that its rates depend on what is said of it. */
  readonly #taught: Uint8Array;
  /** The rates of all other pairs, by kind and signature. */
  readonly #usual = new Map<number, Rates>();
  /** Per pair: the number of its exchange and signature; and per such number the sum of the odds of all its chains. */
  readonly #numbers: Int32Array;
  readonly #sums: Float64Array;

  constructor(frame: Frame) {
    const count = frame.docket.pairs.count;
    this.frame = frame;
    this.#habit = new Float64Array(count);
    this.#time = new Float64Array(count);
    this.#values = new Float64Array(count);
    this.#rest = new Float64Array(count);
    this.#first = new Float64Array(count);
    this.#again = new Float64Array(count);
    this.#taught = new Uint8Array(count);
    this.#numbers = numberOdds(frame, count);
    this.#sums = new Float64Array(count);
  }

  score(habits: Habits | null, one: Case): void {
    const { frame } = this;
    for (const pair of one.pairs) {
      this.#time[pair.place] = lnTime(frame, habits, one, pair);
      this.#values[pair.place] = valueWeight(frame, habits, one, pair);
      this.#setRates(pair.place, ratesOf(frame, habits, one, pair));
    }
    this.#scoreRest(one);
  }

  /** The same by habits that stay as they are. */
  scoreFirst(habits: Habits, one: Case): void {
    const { frame } = this;
    for (const pair of one.pairs) {
      this.#time[pair.place] = lnTime(frame, habits, one, pair);
      this.#values[pair.place] = valueWeight(frame, habits, one, pair);
      this.#taught[pair.place] = Number(hasTaught(frame, habits, one, pair));
      const isOwn = this.#taught[pair.place] === 1;
      this.#setRates(pair.place, isOwn ? ratesOf(frame, habits, one, pair) : this.#usualRates(habits, one, pair));
    }
    this.#scoreRest(one);
  }

  /** After that, where only the answers to other cases have changed. */
  scoreAgain(habits: Habits, one: Case): void {
    for (const pair of one.pairs)
      if (this.#taught[pair.place] === 1) this.#setRates(pair.place, ratesOf(this.frame, habits, one, pair));
    this.#scoreRest(one);
  }

  #usualRates(habits: Habits, one: Case, pair: Pair): Rates {
    const key = writeKey(this.frame, pair.kind, one.signature);
    let rates = this.#usual.get(key);
    if (rates) return rates;
    rates = ratesOf(this.frame, habits, one, pair);
    this.#usual.set(key, rates);
    return rates;
  }

  #setRates(place: number, { first, again }: Rates): void {
    this.#first[place] = first;
    this.#again[place] = again;
  }

  #scoreRest(one: Case): void {
    const leads = this.frame.leads.get(one);
    const unsigned = lnUnsigned(this.frame, one);
    for (const { place, exchange } of one.pairs) {
      const others = Math.max(0, this.#oddsOf(place) - (this.frame.docket.pairs.odds[place] as number));
      this.#habit[place] = lnHabit(this.#first[place] as number, this.#again[place] as number, others);
      this.#rest[place] = lnLed(leads, exchange) + unsigned;
    }
  }

  #oddsOf(place: number): number {
    return this.#sums[this.#numbers[place] as number] as number;
  }

  /** The value weight of the best pair of a case. */
  bestValues({ pairs }: Case): number {
    let [best, most] = [-1, Number.NEGATIVE_INFINITY];
    for (const { place } of pairs) {
      const score = this.#scoreOf(place, 'all');
      if (best >= 0 && !(score > most)) continue;
      best = place;
      most = score;
    }
    return this.#values[best] ?? 0;
  }

  /** Puts the share of each pair of a case into {@link shares}, and gives the share of none. */
  weigh({ pairs }: Case, none: number, by: Weighed): number {
    let top = none;
    for (const { place } of pairs) top = Math.max(top, this.#scoreOf(place, by));
    const alone = Math.exp(none - top);
    let whole = alone;
    for (let i = 0; i < pairs.length; i++) {
      const weight = Math.exp(this.#scoreOf((pairs[i] as Pair).place, by) - top);
      whole += weight;
      this.shares[i] = weight;
    }
    for (let i = 0; i < pairs.length; i++) this.shares[i] = (this.shares[i] as number) / whole;
    return alone / whole;
  }

  #scoreOf(place: number, by: Weighed): number {
    const [habit, time] = [this.#habit[place] as number, this.#time[place] as number];
    const [values, rest] = [this.#values[place] as number, this.#rest[place] as number];
    if (by === 'all') return habit + time + values + rest;
    return by === 'untimed' ? habit + values + rest + ANY_TIME : time + values + rest;
  }

  /** Hands on what a pair's share is without its own habit: what is left when its exchange's other writes are asked. */
  handOn({ place }: Pair, probability: number): void {
    const own = probability * Math.exp(-(this.#habit[place] as number));
    this.#setOdds(place, own / Math.max(LEAST_LEFT, 1 - probability));
  }

  /** The same of a pair that leaves no doubt. */
  handOnAll({ place }: Pair): void {
    this.#setOdds(place, MOST_ODDS);
  }

  /** Gives each of two pairs of a case what was said of the other. */
  exchange(from: Pair, to: Pair): void {
    const { odds } = from;
    this.#setOdds(from.place, to.odds);
    this.#setOdds(to.place, odds);
    for (const each of ['probability', 'untimed', 'unaided'] as const) {
      const said = from[each];
      from[each] = to[each];
      to[each] = said;
    }
  }

  #setOdds(place: number, odds: number): void {
    const known = this.frame.docket.pairs.odds;
    const next = Math.min(MOST_ODDS, odds);
    const number = this.#numbers[place] as number;
    this.#sums[number] = (this.#sums[number] as number) - (known[place] as number) + next;
    known[place] = next;
  }
}

/** Pairs of one exchange and signature get one number. */
function numberOdds(frame: Frame, count: number): Int32Array {
  const numbers = new Int32Array(count);
  const known = new Map<number, number>();
  for (const { signature, pairs } of frame.docket.cases) {
    for (const { place, exchange } of pairs) {
      const key = loadKey(frame, exchange, signature);
      const number = known.get(key) ?? known.size;
      known.set(key, number);
      numbers[place] = number;
    }
  }
  return numbers;
}
