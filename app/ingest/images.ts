import type { Cell, Change, NotCaptured, Row, Transaction } from '../../shared/records.ts';

/** Remembers rows as the log last showed them, and completes later changes with what is known. */
export interface ImageTracker {
  /** Fills `before`, `beforeImage` and `changed`. Call in log order, after masking. */
  complete(transaction: Transaction): Transaction;
}

const MOST_ROWS = 100_000;

/** A tracker that keeps the newest `most` rows. */
export function createImageTracker(most = MOST_ROWS): ImageTracker {
  const images = new Images(most);
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
  const earlier = images.take(change.table, oldKey);
  const completed = withChanged(withEarlier(change, earlier));
  if (change.op === 'delete') return completed;
  // A log that names what was set left out the rest because it was not.
  const absent = change.changed ? 'minimal-image' : 'toast';
  const after = completed.after && withAbsent(completed.after, earlier, absent);
  if (after) images.keep(change.table, change.key, resolved(after, earlier ?? completed.before));
  return { ...completed, after };
}

/** A primary key may move: the old row stands under its old key. */
function keyBefore({ key, before }: Change): Row {
  return Object.fromEntries(Object.entries(key ?? {}).map(([name, cell]) => [name, before?.[name] ?? cell]));
}

function withEarlier(change: Change, earlier: Row | null): Change {
  if (!earlier || change.op === 'insert' || change.beforeImage === 'full') return change;
  return { ...change, before: { ...earlier, ...change.before }, beforeImage: 'earlier' };
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
  return Object.fromEntries(
    Object.entries(after).map(([name, cell]) => [name, isAbsent(cell) ? (before?.[name] ?? cell) : cell]),
  );
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
  if (isAbsent(before) || isAbsent(after)) return false;
  return identity(before) !== identity(after);
}

const isAbsent = (cell: Cell | undefined): boolean =>
  typeof cell === 'object' && cell !== null && 'notCaptured' in cell;

/** Equal for equal values, also of numbers with digits. */
function identity(cell: Cell): string {
  return typeof cell === 'object' && cell !== null && 'digits' in cell
    ? `number ${cell.digits}`
    : `${typeof cell} ${cell}`;
}

/** Row images by table and key, oldest forgotten first. */
class Images {
  readonly #tables = new Map<string, Map<string, Row>>();
  readonly #most: number;
  #size = 0;

  constructor(most: number) {
    this.#most = most;
  }

  take(table: string, key: Row): Row | null {
    const rows = this.#tables.get(table);
    const name = keyText(key);
    const row = rows?.get(name) ?? null;
    if (rows?.delete(name)) this.#size--;
    return row;
  }

  keep(table: string, key: Row, row: Row): void {
    const rows = this.#tables.get(table) ?? new Map<string, Row>();
    this.#tables.set(table, rows);
    rows.set(keyText(key), row);
    this.#size++;
    if (this.#size > this.#most) this.#forgetOldest();
  }

  forgetTable(table: string): void {
    this.#size -= this.#tables.get(table)?.size ?? 0;
    this.#tables.delete(table);
  }

  /** Of the table with the most rows: the others are likelier to be asked for again. */
  #forgetOldest(): void {
    let largest: Map<string, Row> | null = null;
    for (const rows of this.#tables.values()) if (!largest || rows.size > largest.size) largest = rows;
    const oldest = largest?.keys().next();
    if (largest && oldest && !oldest.done && largest.delete(oldest.value)) this.#size--;
  }
}

const keyText = (key: Row): string => JSON.stringify(Object.entries(key).map(([name, cell]) => [name, identity(cell)]));
