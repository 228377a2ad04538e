import type { Cell, Change, NotCaptured, Row, Transaction } from '../../shared/records.ts';
import { keepText, rowText } from '../../shared/row-text.ts';

/** Remembers rows as the log last showed them, and completes later changes with what is known. */
export interface ImageTracker {
  /** Fills `before`, `beforeImage` and `changed`. Call in log order, after masking. */
  complete(transaction: Transaction): Transaction;
}

const MOST_ROWS = 100_000;
/** Of all rows held, in characters of their texts and 100 for each row: about as many bytes. */
const MOST_WEIGHT = 24_000_000;

/** A tracker that keeps the newest `most` rows, fewer where they are large. */
export function createImageTracker(most = MOST_ROWS, mostWeight = MOST_WEIGHT): ImageTracker {
  const images = new Images(most, mostWeight);
  return {
    complete: (transaction) => ({
      ...transaction,
      changes: transaction.changes.map((change) => completeChange(change, images)),
    }),
  };
}

function completeChange(change: Change, images: Images): Change {
  if (change.op === 'truncate') images.forgetTable(change.table);
  if (change.op === 'truncate' || !change.key) return withChanged(change);
  const oldKey = keyBefore(change);
  // Written anew, each as one text: one put together of a line's parts would keep a whole piece of the file in memory.
  const name = keepText(change.key);
  const oldName = oldKey === change.key ? name : rowText(oldKey);
  const earlier = images.take(change.table, oldName);
  const completed = withChanged(withEarlier(change, earlier));
  if (change.op === 'delete') return completed;
  // A log that names what was set left out the rest because it was not.
  const absent = change.changed ? 'minimal-image' : 'toast';
  const after = completed.after && withAbsent(completed.after, earlier, absent);
  if (after) images.keep(change.table, name, resolved(after, earlier ?? completed.before));
  return { ...completed, after };
}

/** A primary key may move: the old row stands under its old key. */
function keyBefore({ key, before }: Change): Row {
  if (!key || !before) return key ?? {};
  return Object.fromEntries(Object.entries(key).map(([name, cell]) => [name, before[name] ?? cell]));
}

function withEarlier(change: Change, earlier: Row | null): Change {
  if (!earlier || change.op === 'insert' || change.beforeImage === 'full') return change;
  return { ...change, before: withColumns(earlier, change.before), beforeImage: 'earlier' };
}

/** The log gives the key again, which the earlier row holds already. */
function withColumns(earlier: Row, before: Row | null): Row {
  const isNew = (name: string): boolean => before?.[name] !== earlier[name];
  return before && Object.keys(before).some(isNew) ? { ...earlier, ...before } : earlier;
}

/** Columns known from before that the log left out of the new row did not move. */
function withAbsent(after: Row, earlier: Row | null, why: NotCaptured['notCaptured']): Row {
  if (!earlier) return after;
  const absent = Object.keys(earlier).filter((name) => !Object.hasOwn(after, name));
  return absent.length === 0
    ? after
    : { ...after, ...Object.fromEntries(absent.map((name) => [name, { notCaptured: why }])) };
}

/** What a row holds after the change, values that were left out taken from before. */
function resolved(after: Row, before: Row | null): Row {
  if (!hasAbsent(after)) return after;
  return Object.fromEntries(
    Object.entries(after).map(([name, cell]) => [name, isAbsent(cell) ? (before?.[name] ?? cell) : cell]),
  );
}

function hasAbsent(row: Row): boolean {
  for (const name of Object.keys(row)) if (isAbsent(row[name])) return true;
  return false;
}

function withChanged(change: Change): Change {
  const { op, before, after, beforeImage } = change;
  const known = before && (beforeImage === 'full' || beforeImage === 'earlier');
  if (op !== 'update' || !known || !after) return change;
  return { ...change, changed: change.changed ? stillMoved(change.changed, before, after) : movedIn(before, after) };
}

const movedIn = (before: Row, after: Row): string[] =>
  Object.keys(after).filter((name) => Object.hasOwn(before, name) && moved(before[name] ?? null, after[name] ?? null));

/** What the log says was set, without what is known to have had that value before. */
const stillMoved = (set: readonly string[], before: Row, after: Row): string[] =>
  set.filter((name) => !Object.hasOwn(before, name) || moved(before[name] ?? null, after[name] ?? null));

function moved(before: Cell, after: Cell): boolean {
  if (before === after) return false;
  if (isAbsent(before) || isAbsent(after)) return false;
  return typeof before !== typeof after || typeof before !== 'object' || identity(before) !== identity(after);
}

const isAbsent = (cell: Cell | undefined): boolean =>
  typeof cell === 'object' && cell !== null && 'notCaptured' in cell;

/** Equal for equal values, also of numbers with digits. */
function identity(cell: Cell): string {
  return typeof cell === 'object' && cell !== null && 'digits' in cell
    ? `number ${cell.digits}`
    : `${typeof cell} ${cell}`;
}

/**
 * Row images by table and key, oldest forgotten first. Held as JSON: a row's own strings would keep the whole line that
 * it was read from.
 */
class Images {
  readonly #tables = new Map<string, Map<string, string>>();
  readonly #most: number;
  readonly #mostWeight: number;
  #size = 0;
  #weight = 0;

  constructor(most: number, mostWeight: number) {
    this.#most = most;
    this.#mostWeight = mostWeight;
  }

  /** `name` = the key's text. */
  take(table: string, name: string): Row | null {
    const rows = this.#tables.get(table);
    const held = rows?.get(name);
    if (!rows || held === undefined) return null;
    rows.delete(name);
    this.#forget(name, held);
    const row = JSON.parse(held) as Row;
    keepText(row, held);
    return row;
  }

  keep(table: string, name: string, row: Row): void {
    const rows = this.#tables.get(table) ?? new Map<string, string>();
    this.#tables.set(table, rows);
    const held = keepText(row);
    rows.set(name, held);
    this.#size++;
    this.#weight += weightOf(name, held);
    while (this.#size > this.#most || (this.#weight > this.#mostWeight && this.#size > 1)) this.#forgetOldest();
  }

  forgetTable(table: string): void {
    for (const [name, held] of this.#tables.get(table) ?? []) this.#forget(name, held);
    this.#tables.delete(table);
  }

  #forget(name: string, held: string): void {
    this.#size--;
    this.#weight -= weightOf(name, held);
  }

  /** Of the table with the most rows: the others are likelier to be asked for again. */
  #forgetOldest(): void {
    let largest: Map<string, string> | null = null;
    for (const rows of this.#tables.values()) if (!largest || rows.size > largest.size) largest = rows;
    const oldest = largest?.entries().next();
    if (!largest || !oldest || oldest.done) return;
    largest.delete(oldest.value[0]);
    this.#forget(...oldest.value);
  }
}

const weightOf = (name: string, held: string): number => name.length + held.length + 100;
