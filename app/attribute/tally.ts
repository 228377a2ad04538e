/** Weighted counts of outcomes, one row per key. */
export class Tally {
  private readonly outcomes: number;
  private readonly rows = new Map<number, Float64Array>();

  constructor(outcomes: number) {
    this.outcomes = outcomes;
  }

  add(key: number, outcome: number, weight: number): void {
    let row = this.rows.get(key);
    if (!row) {
      row = new Float64Array(this.outcomes + 1);
      this.rows.set(key, row);
    }
    row[outcome] = (row[outcome] ?? 0) + weight;
    row[this.outcomes] = (row[this.outcomes] ?? 0) + weight;
  }

  count(key: number, outcome: number): number {
    return this.rows.get(key)?.[outcome] ?? 0;
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
}
