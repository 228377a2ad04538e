import type { Db } from './database.ts';

type Cell = string | number | null | Buffer;

/** Rows of one statement: more of them gain no more. */
const TOGETHER = 24;

/**
 * Rows of one table that wait to be written, several with each statement. They are held as cells side by side: objects
 * that live until a batch is full would cost more to keep than to write.
 */
export class RowQueue {
  readonly #width: number;
  readonly #write: (cells: readonly Cell[]) => void;
  readonly #writeMany: (cells: readonly Cell[]) => void;
  #cells: Cell[] = [];

  /**
   * The first column is an id, given as a number from 0; `write` says at which id it begins. `same` = columns that are
   * alike in all rows, as SQL.
   */
  constructor(db: Db, table: string, columns: readonly string[], same: Readonly<Record<string, string>> = {}) {
    this.#width = columns.length;
    const row = `(${[...columns.map(() => '?'), ...Object.values(same)].join()})`;
    const into = `INSERT INTO ${table} (${[...columns, ...Object.keys(same)].join()}) VALUES `;
    const one = db.prepare(into + row);
    const many = db.prepare(into + Array.from({ length: TOGETHER }, () => row).join());
    this.#write = (cells) => void one.run(cells);
    this.#writeMany = (cells) => void many.run(cells);
  }

  get length(): number {
    return this.#cells.length / this.#width;
  }

  add(...cells: readonly Cell[]): void {
    for (const cell of cells) this.#cells.push(cell);
  }

  /** Writes all that wait; to be called within a transaction. */
  write(firstId: number): void {
    const cells = this.#cells;
    for (let at = 0; at < cells.length; at += this.#width) cells[at] = firstId + (cells[at] as number);
    const step = this.#width * TOGETHER;
    let at = 0;
    for (; at + step <= cells.length; at += step) this.#writeMany(cells.slice(at, at + step));
    for (; at < cells.length; at += this.#width) this.#write(cells.slice(at, at + this.#width));
    this.#cells = [];
  }
}
