import { Courses } from './courses.ts';
import { findAsCause, hasMade, NO_EVIDENCE, type Pair, type Pairs } from './pair.ts';
import { firstFrom } from './places.ts';
import type { Chain, Interval, Run } from './run.ts';
import { chanceOf, combineWeights, type Feature } from './value-evidence.ts';
import type { ValueIndex } from './value-index.ts';

/** Rivals kept for each case. */
export const MOST_PAIRS = 20;

/** The candidates of one chain at a time, side by side. Its arrays serve one chain after the other. */
export class Lineup {
  readonly #run: Run;
  readonly #index: ValueIndex;
  readonly #courses: Courses;
  /** Where the likeliest are put. */
  readonly #pairs: Pairs;
  /** The best candidates found so far, best first. */
  readonly #best = new Int32Array(MOST_PAIRS);
  readonly #scores = new Float64Array(MOST_PAIRS);
  #at: Interval | null = null;
  #features: readonly Feature[] = [];
  #candidates: ArrayLike<number> = [];
  /** Per candidate and feature: where the exchange holds it, as far as it tells of a cause. */
  #finds = new Uint8Array(0);

  constructor(run: Run, index: ValueIndex, pairs: Pairs) {
    this.#run = run;
    this.#index = index;
    this.#courses = new Courses(run.exchanges);
    this.#pairs = pairs;
  }

  /** Puts a chain's candidates, in the order of the run, in the place of those of the chain before. */
  seat(chain: Chain, features: readonly Feature[], candidates: ArrayLike<number>): void {
    this.#at = chain.at;
    this.#features = features;
    this.#candidates = candidates;
    const needed = candidates.length * features.length;
    if (needed > this.#finds.length) this.#finds = new Uint8Array(2 * needed);
    this.#finds.fill(0, 0, needed);
    for (const [i, feature] of features.entries()) this.#findHolders(feature, i);
  }

  /** Tells of every find of a candidate that is near in time, "nowhere" included. */
  meet(tell: (kind: number, feature: number, find: number) => void): void {
    for (let i = 0; i < this.#candidates.length; i++) {
      if (!this.#isNear(i)) continue;
      const kind = this.#kindOf(i);
      for (let feature = 0; feature < this.#features.length; feature++) tell(kind, feature, this.#findOf(i, feature));
    }
  }

  /** The pairs worth weighing, judged by closeness in time and rare values alone, in the order of the run. */
  likeliest(): Pair[] {
    const pairs: Pair[] = [];
    const count = this.#candidates.length;
    if (count <= MOST_PAIRS) for (let i = 0; i < count; i++) pairs.push(this.#pairOf(i));
    else for (const i of this.#findBest()) pairs.push(this.#pairOf(i));
    return pairs;
  }

  /** Those with the highest rough scores, ascending; of equal ones the first. */
  #findBest(): Int32Array {
    const [best, scores] = [this.#best, this.#scores];
    for (let i = 0; i < this.#candidates.length; i++) {
      const score = this.#roughScore(i);
      if (i >= MOST_PAIRS && score <= (scores[MOST_PAIRS - 1] as number)) continue;
      let place = Math.min(i, MOST_PAIRS - 1);
      for (; place > 0 && (scores[place - 1] as number) < score; place--) {
        best[place] = best[place - 1] as number;
        scores[place] = scores[place - 1] as number;
      }
      best[place] = i;
      scores[place] = score;
    }
    return best.sort();
  }

  #findHolders(feature: Feature, place: number): void {
    const { exchanges, finds } = feature.holders;
    const candidates = this.#candidates;
    let held = firstFrom(exchanges, candidates[0] ?? 0);
    for (let i = 0; i < candidates.length && held < exchanges.length; ) {
      const [candidate, holder] = [candidates[i] as number, exchanges[held] as number];
      if (candidate === holder) {
        const exchange = this.#run.exchanges[holder];
        const isPast = hasMade(feature, this.#at, exchange);
        const find = isPast ? NO_EVIDENCE : findAsCause(feature, finds[held] ?? 0, exchange);
        this.#finds[i * this.#features.length + place] = find;
      }
      if (candidate <= holder) i++;
      if (holder <= candidate) held++;
    }
  }

  #findOf(i: number, feature: number): number {
    return this.#finds[i * this.#features.length + feature] as number;
  }

  #kindOf(i: number): number {
    return this.#index.kindOf[this.#candidates[i] ?? 0] ?? 0;
  }

  #isTimed(i: number): boolean {
    return this.#at !== null && this.#courses.isTimed(this.#candidates[i] as number);
  }

  #isNear(i: number): boolean {
    return this.#at && this.#isTimed(i) ? this.#courses.isClose(this.#candidates[i] as number, this.#at) : true;
  }

  #roughScore(i: number): number {
    const at = this.#at;
    const density = at && this.#isTimed(i) ? this.#courses.densityAt(this.#candidates[i] as number, at) : 0;
    return this.#surprise(i) + Math.log(density + 1e-9);
  }

  /** How much the values that a candidate holds speak for it, by their rarity. */
  #surprise(i: number): number {
    let surprises: number[] | null = null;
    for (let place = 0; place < this.#features.length; place++) {
      const find = this.#findOf(i, place);
      const feature = this.#features[place];
      if (find === 0 || find === NO_EVIDENCE || !feature) continue;
      surprises ??= [];
      surprises.push(-Math.log(this.#chanceOf(i, feature, find)));
    }
    return surprises ? combineWeights(surprises) : 0;
  }

  #chanceOf(i: number, feature: Feature, find: number): number {
    return chanceOf(feature, find, this.#candidates[i] ?? 0, this.#index);
  }

  #pairOf(i: number): Pair {
    const exchange = this.#candidates[i] as number;
    const isTimed = this.#isTimed(i);
    if (isTimed && this.#at)
      this.#courses.eachCell(exchange, this.#at, (phase, density) => this.#pairs.addCell(phase, density));
    for (const [place, feature] of this.#features.entries()) {
      const find = this.#findOf(i, place);
      this.#pairs.addFind(find, this.#chanceOf(i, feature, find));
    }
    return this.#pairs.add({ exchange, kind: this.#kindOf(i), isTimed, isNear: this.#isNear(i) });
  }
}
