import type { RowText } from '../../shared/row-text.ts';

const MOST_ROWS = 100_000;
/** Of all rows held, in characters of their texts and 100 for each row: about as many bytes. */
const MOST_WEIGHT = 24_000_000;

/**
 * Rows as the log last showed them, by table and key, oldest forgotten first. Held as texts of their own: a row's own
 * strings would keep the whole line that it was read from.
 */
export class HeldRows {
  readonly #tables = new Map<string, Map<string, RowText>>();
  readonly #most: number;
  readonly #mostWeight: number;
  #size = 0;
  #weight = 0;

  /** Keeps the newest `most` rows, fewer where they are large. */
  constructor(most = MOST_ROWS, mostWeight = MOST_WEIGHT) {
    this.#most = most;
    this.#mostWeight = mostWeight;
  }

  /** `name` = the key's text. */
  peek(table: string, name: string): RowText | null {
    return this.#tables.get(table)?.get(name) ?? null;
  }

  /** The same, and forgets it. */
  take(table: string, name: string): RowText | null {
    const rows = this.#tables.get(table);
    const held = rows?.get(name);
    if (!rows || held === undefined) return null;
    rows.delete(name);
    this.#forget(name, held);
    return held;
  }

  keep(table: string, name: string, row: RowText): void {
    const rows = this.#tables.get(table) ?? new Map<string, RowText>();
    this.#tables.set(table, rows);
    rows.set(name, row);
    this.#size++;
    this.#weight += weightOf(name, row);
    while (this.#size > this.#most || (this.#weight > this.#mostWeight && this.#size > 1)) this.#forgetOldest();
  }

  forgetTable(table: string): void {
    for (const [name, held] of this.#tables.get(table) ?? []) this.#forget(name, held);
    this.#tables.delete(table);
  }

  #forget(name: string, held: RowText): void {
    this.#size--;
    this.#weight -= weightOf(name, held);
  }

  /** Of the table with the most rows: the others are likelier to be asked for again. */
  #forgetOldest(): void {
    let largest: Map<string, RowText> | null = null;
    for (const rows of this.#tables.values()) if (!largest || rows.size > largest.size) largest = rows;
    const oldest = largest?.entries().next();
    if (!largest || !oldest || oldest.done) return;
    largest.delete(oldest.value[0]);
    this.#forget(...oldest.value);
  }
}

const weightOf = (name: string, { text }: RowText): number => name.length + text.length + 100;
