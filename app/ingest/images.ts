import type { Cell, Change, NotCaptured, Row, Transaction } from '../../shared/records.ts';
import { keepText, type RowText, rowOf } from '../../shared/row-text.ts';
import { HeldRows } from './held-rows.ts';

/** Remembers rows as the log last showed them, and completes later changes with what is known. */
export interface ImageTracker {
  /** Fills `before`, `beforeImage` and `changed`. Call in log order, after masking. */
  complete(transaction: Transaction): Transaction;
}

/** A tracker that keeps the newest `most` rows, fewer where they are large. */
export function createImageTracker(most?: number, mostWeight?: number): ImageTracker {
  const rows = new HeldRows(most, mostWeight);
  return {
    complete: (transaction) => ({
      ...transaction,
      changes: transaction.changes.map((change) => completeChange(change, rows)),
    }),
  };
}

/** Fills in what is known of the row before, and remembers the row. */
export function completeChange(change: Change, rows: HeldRows): Change {
  if (change.op === 'truncate') rows.forgetTable(change.table);
  if (change.op === 'truncate' || !change.key) return withChanged(change);
  const oldKey = keyBefore(change);
  const name = JSON.stringify(change.key);
  const earlier = earlierRow(rows.take(change.table, oldKey === change.key ? name : JSON.stringify(oldKey)));
  const completed = withChanged(withEarlier(change, earlier));
  if (change.op === 'delete') return completed;
  // A log that names what was set left out the rest because it was not.
  const absent = change.changed ? 'minimal-image' : 'toast';
  const after = completed.after && withAbsent(completed.after, earlier, absent);
  if (after) rows.keep(change.table, name, keepText(resolved(after, earlier ?? completed.before)));
  return { ...completed, after };
}

function earlierRow(held: RowText | null): Row | null {
  if (!held) return null;
  const row = rowOf(held);
  keepText(row, held);
  return row;
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

/** What a row holds after the change: values that were left out because they did not move are those from before. */
function resolved(after: Row, before: Row | null): Row {
  if (!hasAbsent(after)) return after;
  return Object.fromEntries(
    Object.entries(after).map(([name, cell]) => [
      name,
      isAbsent(cell) && !isSet(cell) ? (before?.[name] ?? cell) : cell,
    ]),
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
  if (isSet(after)) return true;
  if (isAbsent(before) || isAbsent(after)) return false;
  return typeof before !== typeof after || typeof before !== 'object' || identity(before) !== identity(after);
}

const isAbsent = (cell: Cell | undefined): boolean =>
  typeof cell === 'object' && cell !== null && 'notCaptured' in cell;

/** Set to what the log does not tell, or not whole. */
const isSet = (cell: Cell): boolean =>
  typeof cell === 'object' && cell !== null && 'notCaptured' in cell && SET.has(cell.notCaptured);

const SET: ReadonlySet<NotCaptured['notCaptured']> = new Set(['part', 'placeholder']);

/** Equal for equal values, also of numbers with digits. */
function identity(cell: Cell): string {
  return typeof cell === 'object' && cell !== null && 'digits' in cell
    ? `number ${cell.digits}`
    : `${typeof cell} ${cell}`;
}
