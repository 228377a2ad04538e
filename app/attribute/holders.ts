/** Every kind of exchange. */
const ALL = -1;
/** A value with more holders than this has its counts kept. */
const MANY = 8;

/** The exchanges that hold one value, and where each holds it. Finds are positions in `FINDS`; 0 is nowhere. */
export class Holders {
  /** Positions of the run, ascending. */
  readonly exchanges: number[] = [];
  /** The strongest find of each. */
  readonly finds: number[] = [];
  readonly #kindOf: readonly number[];
  /** Kind of exchange → per find, how many; made when first asked for. */
  #counts: ReadonlyMap<number, readonly number[]> | null = null;

  constructor(kindOf: readonly number[]) {
    this.#kindOf = kindOf;
  }

  get size(): number {
    return this.exchanges.length;
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
    if (this.size > MANY) return this.#tables().get(kind)?.[find] ?? 0;
    let count = 0;
    for (let i = 0; i < this.size; i++) if (this.finds[i] === find && this.#isOf(i, kind)) count++;
    return count;
  }

  /** How many exchanges of a kind hold it anywhere. */
  countOfKind(kind: number): number {
    if (this.size > MANY) return (this.#tables().get(kind) ?? []).reduce((sum, count) => sum + count, 0);
    let count = 0;
    for (let i = 0; i < this.size; i++) if (this.#isOf(i, kind)) count++;
    return count;
  }

  #isOf(i: number, kind: number): boolean {
    return kind === ALL || this.#kindOf[this.exchanges[i] ?? 0] === kind;
  }

  #tables(): ReadonlyMap<number, readonly number[]> {
    if (this.#counts) return this.#counts;
    const counts = new Map<number, number[]>();
    this.exchanges.forEach((exchange, i) => {
      for (const kind of [ALL, this.#kindOf[exchange] ?? 0]) {
        const ofKind = counts.get(kind) ?? [0, 0, 0, 0, 0, 0, 0];
        counts.set(kind, ofKind);
        ofKind[this.finds[i] ?? 0] = (ofKind[this.finds[i] ?? 0] ?? 0) + 1;
      }
    });
    this.#counts = counts;
    return counts;
  }
}

/** Of a value that no exchange holds. */
export const NOBODY = new Holders([]);
