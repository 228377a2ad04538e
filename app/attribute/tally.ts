const NOTHING = new Float64Array(0);

/** Weighted counts of outcomes, one row per key. */
export class Tally {
  private readonly outcomes: number;
  private readonly rows: Map<number, Float64Array>;
  /** The row asked for last: one question often follows another about the same key. */
  private key = Number.NaN;
  private row: Float64Array = NOTHING;

  constructor(outcomes: number, rows: Iterable<readonly [number, Float64Array]> = []) {
    this.outcomes = outcomes;
    this.rows = new Map(rows);
  }

  /** A tally that came from another thread, where only its numbers arrive. */
  static revive({ outcomes, rows }: Tally): Tally {
    return new Tally(outcomes, rows);
  }

  add(key: number, outcome: number, weight: number): void {
    let row = this.rowOf(key);
    if (row.length === 0) {
      row = new Float64Array(this.outcomes + 1);
      this.rows.set(key, row);
      this.row = row;
    }
    row[outcome] = (row[outcome] ?? 0) + weight;
    row[this.outcomes] = (row[this.outcomes] ?? 0) + weight;
  }

  count(key: number, outcome: number): number {
    return this.rowOf(key)[outcome] ?? 0;
  }

  total(key: number): number {
    return this.count(key, this.outcomes);
  }

  /** The share of an outcome, drawn to `expected` as by `strength` pretended counts; `own` is left out of it. */
  share(key: number, outcome: number, own: number, expected: number, strength: number): number {
    const count = Math.max(0, this.count(key, outcome) - own);
    const total = Math.max(0, this.total(key) - own);
    return (count + strength * expected) / (total + strength);
  }

  private rowOf(key: number): Float64Array {
    if (key !== this.key) {
      this.row = this.rows.get(key) ?? NOTHING;
      this.key = key;
    }
    return this.row;
  }
}
