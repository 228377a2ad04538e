import { FINDS } from './finds.ts';
import { eachCommon, type Places } from './places.ts';

/** Every kind of exchange. */
const ALL = -1;
/** A value with more holders than this has its counts kept. */
const MANY = 8;

/** The holders of a value in a slice of the run, and what its holders in the whole run count to: plain data. */
export interface Held {
  readonly exchanges: readonly number[];
  readonly finds: readonly number[];
  readonly size: number;
  /** A kind of exchange, or {@link ALL}, and its count at each find; the next kind, and so on. */
  readonly counts: readonly number[];
}

type Counts = ReadonlyMap<number, readonly number[]>;

/** The exchanges that hold one value, and where each holds it. Finds are positions in `FINDS`; 0 is nowhere. */
export class Holders {
  /** Positions of the run, ascending. */
  readonly exchanges: number[];
  /** The strongest find of each. */
  readonly finds: number[];
  readonly #kindOf: readonly number[];
  /** Kind of exchange → per find, how many; made when first asked for. */
  #counts: Counts | null = null;
  /** Where these are those of a slice: of the whole run. */
  #whole: Held | null = null;

  constructor(kindOf: readonly number[], exchanges: number[] = [], finds: number[] = []) {
    this.#kindOf = kindOf;
    this.exchanges = exchanges;
    this.finds = finds;
  }

  /** The same with positions of a slice, where all counts stay those of the run. */
  static of(held: Held): Holders {
    const holders = new Holders([], [...held.exchanges], [...held.finds]);
    holders.#whole = held;
    return holders;
  }

  get size(): number {
    return this.#whole ? this.#whole.size : this.exchanges.length;
  }

  /** What a slice with these exchanges needs of it. */
  cut({ positions }: Places): Held {
    const [exchanges, finds]: [number[], number[]] = [[], []];
    eachCommon(positions, this.exchanges, (place, held) => {
      exchanges.push(place);
      finds.push(this.finds[held] as number);
    });
    const counts = this.size > MANY ? this.#tables() : this.#countAll();
    return { exchanges, finds, size: this.size, counts: [...counts].flatMap(([kind, own]) => [kind, ...own]) };
  }

  /** Exchanges are added in the order of their positions; of several finds the strongest counts. */
  add(exchange: number, find: number): void {
    const last = this.exchanges.length - 1;
    if (this.exchanges[last] === exchange) this.finds[last] = Math.min(find, this.finds[last] ?? find);
    else {
      this.exchanges.push(exchange);
      this.finds.push(find);
    }
  }

  /** How many exchanges hold it there; of all kinds, or of one. */
  count(find: number, kind = ALL): number {
    if (this.#hasTables()) return this.#tables().get(kind)?.[find] ?? 0;
    let count = 0;
    for (let i = 0; i < this.size; i++) if (this.finds[i] === find && this.#isOf(i, kind)) count++;
    return count;
  }

  /** How many exchanges of a kind hold it anywhere. */
  countOfKind(kind: number): number {
    if (this.#hasTables()) return (this.#tables().get(kind) ?? []).reduce((sum, count) => sum + count, 0);
    let count = 0;
    for (let i = 0; i < this.size; i++) if (this.#isOf(i, kind)) count++;
    return count;
  }

  #isOf(i: number, kind: number): boolean {
    return kind === ALL || this.#kindOf[this.exchanges[i] ?? 0] === kind;
  }

  #hasTables(): boolean {
    return this.#whole !== null || this.size > MANY;
  }

  #tables(): Counts {
    this.#counts ??= this.#whole ? readCounts(this.#whole.counts) : this.#countAll();
    return this.#counts;
  }

  #countAll(): Counts {
    const counts = new Map<number, number[]>();
    this.exchanges.forEach((exchange, i) => {
      for (const kind of [ALL, this.#kindOf[exchange] ?? 0]) {
        const ofKind = counts.get(kind) ?? FINDS.map(() => 0);
        counts.set(kind, ofKind);
        ofKind[this.finds[i] ?? 0] = (ofKind[this.finds[i] ?? 0] ?? 0) + 1;
      }
    });
    return counts;
  }
}

function readCounts(all: readonly number[]): Counts {
  const counts = new Map<number, readonly number[]>();
  for (let i = 0; i < all.length; i += 1 + FINDS.length)
    counts.set(all[i] as number, all.slice(i + 1, i + 1 + FINDS.length));
  return counts;
}

/** Of a value that no exchange holds. */
export const NOBODY = new Holders([]);
