import { FINDS, FIRST, RESPONSE } from './finds.ts';
import type { AttributableExchange } from './model.ts';
import type { Interval } from './run.ts';
import type { TimeCell } from './time-evidence.ts';
import type { Feature } from './value-evidence.ts';

/** What is known of a pair before anything is learnt. */
interface Begun {
  readonly exchange: number;
  readonly kind: number;
  readonly isTimed: boolean;
  readonly isNear: boolean;
}

/**
 * The pairs of a docket in few large arrays: there are twenty for most chains, and as objects with lists of their own
 * they would be most of what stands in memory.
 */
export class Pairs {
  readonly exchanges: Int32Array;
  readonly kinds: Int32Array;
  readonly timed: Uint8Array;
  readonly near: Uint8Array;
  readonly probabilities: Float64Array;
  readonly untimed: Float64Array;
  readonly unaided: Float64Array;
  readonly odds: Float64Array;
  /** Where the cells and the finds of each pair begin; those of the next begin where they end. */
  readonly cellsFrom: Int32Array;
  readonly findsFrom: Int32Array;
  phases = new Uint8Array(1 << 10);
  densities = new Float64Array(1 << 10);
  finds = new Uint8Array(1 << 10);
  chances = new Float64Array(1 << 10);
  #count = 0;
  #cells = 0;
  #finds = 0;

  constructor(most: number) {
    this.exchanges = new Int32Array(most);
    this.kinds = new Int32Array(most);
    this.timed = new Uint8Array(most);
    this.near = new Uint8Array(most);
    this.probabilities = new Float64Array(most);
    this.untimed = new Float64Array(most);
    this.unaided = new Float64Array(most);
    this.odds = new Float64Array(most);
    this.cellsFrom = new Int32Array(most + 1);
    this.findsFrom = new Int32Array(most + 1);
  }

  get count(): number {
    return this.#count;
  }

  /** Its cells and finds must have been added before. */
  add({ exchange, kind, isTimed, isNear }: Begun): Pair {
    const place = this.#count++;
    this.exchanges[place] = exchange;
    this.kinds[place] = kind;
    this.timed[place] = Number(isTimed);
    this.near[place] = Number(isNear);
    this.cellsFrom[place + 1] = this.#cells;
    this.findsFrom[place + 1] = this.#finds;
    return new Pair(this, place);
  }

  addCell(phase: number, density: number): void {
    if (this.#cells === this.phases.length) {
      this.phases = doubled(this.phases, Uint8Array);
      this.densities = doubled(this.densities, Float64Array);
    }
    this.phases[this.#cells] = phase;
    this.densities[this.#cells++] = density;
  }

  addFind(find: number, chance: number): void {
    if (this.#finds === this.finds.length) {
      this.finds = doubled(this.finds, Uint8Array);
      this.chances = doubled(this.chances, Float64Array);
    }
    this.finds[this.#finds] = find;
    this.chances[this.#finds++] = chance;
  }
}

interface Numbers {
  readonly length: number;
  set(from: this): void;
}

function doubled<T extends Numbers>(numbers: T, kind: new (length: number) => T): T {
  const more = new kind(2 * numbers.length);
  more.set(numbers);
  return more;
}

/** One exchange that may have caused a chain, with what is known about the two. */
export class Pair {
  readonly pairs: Pairs;
  readonly place: number;

  constructor(pairs: Pairs, place: number) {
    this.pairs = pairs;
    this.place = place;
  }

  get exchange(): number {
    return this.pairs.exchanges[this.place] as number;
  }

  get kind(): number {
    return this.pairs.kinds[this.place] as number;
  }

  /** Whether both sides have a time. */
  get isTimed(): boolean {
    return this.pairs.timed[this.place] === 1;
  }

  /** Whether the stamp lies in or soon after the exchange, or there is no time to say. */
  get isNear(): boolean {
    return this.pairs.near[this.place] === 1;
  }

  /** That this exchange is the cause; estimated anew in every round. */
  get probability(): number {
    return this.pairs.probabilities[this.place] as number;
  }

  set probability(probability: number) {
    this.pairs.probabilities[this.place] = probability;
  }

  /** The same without what the time says. */
  get untimed(): number {
    return this.pairs.untimed[this.place] as number;
  }

  set untimed(probability: number) {
    this.pairs.untimed[this.place] = probability;
  }

  /** The same without what its kind usually writes; of recorded causes alone. */
  get unaided(): number {
    return this.pairs.unaided[this.place] as number;
  }

  set unaided(probability: number) {
    this.pairs.unaided[this.place] = probability;
  }

  /** The odds of this pair by all but its own exchange's other writes: its message to those. */
  get odds(): number {
    return this.pairs.odds[this.place] as number;
  }

  set odds(odds: number) {
    this.pairs.odds[this.place] = odds;
  }

  /** The parts of the exchange's course that the stamp meets; none where one side has no time. */
  get cells(): TimeCell[] {
    const { cellsFrom, phases, densities } = this.pairs;
    const cells: TimeCell[] = [];
    for (let i = cellsFrom[this.place] as number; i < (cellsFrom[this.place + 1] as number); i++)
      cells.push({ phase: phases[i] as number, density: densities[i] as number });
    return cells;
  }

  /** Where the exchange holds a feature of the case. */
  findOf(feature: number): number {
    return this.pairs.finds[(this.pairs.findsFrom[this.place] as number) + feature] as number;
  }

  /** How likely that is by the value's rarity. */
  chanceOf(feature: number): number {
    return this.pairs.chances[(this.pairs.findsFrom[this.place] as number) + feature] as number;
  }
}

/** A find that speaks neither for nor against. */
export const NO_EVIDENCE: number = FINDS.length;
/** Finds that say what a request is about. */
export const NAMING = new Set<number>([FINDS.indexOf('path'), FINDS.indexOf('query'), FINDS.indexOf('token')]);

/**
 * Where an exchange holds a value, as far as it tells of a cause. A value that the log had before is no news in a
 * response; what a safe method's response shows is explained by reading it, unless it is the key of a new row; and
 * a value that did not move can name the row, but not the change.
 */
export function findAsCause(feature: Feature, found: number, exchange?: AttributableExchange): number {
  const { role, isFresh } = feature;
  const find = found === FIRST && !isFresh ? RESPONSE : found;
  const isRead = exchange?.safe && (find === RESPONSE || (find === FIRST && role !== 'made'));
  if (isRead) return NO_EVIDENCE;
  return role === 'kept' && !NAMING.has(find) ? 0 : find;
}

/**
 * Whether an exchange that is over names the row because it wrote it before: whatever later works on new rows finds
 * them named there, a timer as well as the exchange's own late work.
 */
export function hasMade({ role, firstAt }: Feature, at: Interval | null, exchange?: AttributableExchange): boolean {
  if (role !== 'key' || !firstAt || !at || !exchange || exchange.startUs === null) return false;
  const end = exchange.endUs ?? exchange.startUs;
  return at.fromUs > end && firstAt.toUs > exchange.startUs && firstAt.fromUs < end && firstAt.toUs <= at.fromUs;
}
