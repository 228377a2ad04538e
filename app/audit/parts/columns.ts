import type { Cell, Micros } from '../../../shared/records.ts';
import { isVolatile } from '../change-class.ts';
import type { RunView } from '../rule.ts';
import { cellValue } from './values.ts';

/** Columns that go with a write and are none of its effects. */

const BOOKKEEPING =
  /^(?:_?version|version_?(?:id|no|number)?|row_?version|lock_?version|opt_?lock|generation|(?:latest|current|last)_(?:version|revision)(?:_id)?|_?rev|revision|_?etag|checksum|hash|xmin|sync_?token|change_?(?:number|token)|(?:last_)?(?:updated|modified|changed|saved|edited|synced|touched)_?(?:at|on|by|date|time)?|date_?(?:updated|modified)|user_?updated|mtime|timestamp)$/i;

/** A name that says: moved by every write, whatever it was for. */
export const isBookkeeping = (column: string): boolean => isVolatile(column) || BOOKKEEPING.test(toSnake(column));

/** `lastName`, `last-name`, `LAST_NAME` → `last_name`. */
export const toSnake = (name: string): string =>
  name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/[-.\s]+/g, '_')
    .toLowerCase();

/** Clocks of program and database differ by less. */
const NOW_US = 10_000_000;

/** Whether a column was set to the time of the write. */
export function isTimeOfWrite(cell: Cell | undefined, timeUs: Micros | null): boolean {
  const text = cellValue(cell);
  if (timeUs === null || typeof text !== 'string' || !/^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}/.test(text)) return false;
  const zoned = /(?:Z|[+-]\d{2}(?::?\d{2})?)$/.test(text) ? text.replace(/([+-]\d{2})$/, '$1:00') : `${text}Z`;
  return Math.abs(Date.parse(zoned.replace(' ', 'T')) * 1000 - timeUs) < NOW_US;
}

/** So many updates show what moves with every one. */
const TO_LEARN = 3;
const MOST_READ = 300;

/**
 * Columns of a table that moved in every update seen, whatever else moved: learnt, for names differ.
 * Empty where too few updates were seen, or where all moved the same columns.
 */
export function movesAlways(run: RunView, table: string): ReadonlySet<string> {
  const sets = run
    .eventsOf(table)
    .slice(0, MOST_READ)
    .flatMap(({ transactionId }) => run.rowsOf(transactionId))
    .filter((change) => change.table === table && change.op === 'update' && (change.changed?.length ?? 0) > 0)
    .map((change) => new Set(change.changed));
  const [first] = sets;
  if (!first || sets.length < TO_LEARN) return new Set();
  const always = [...first].filter((column) => sets.every((set) => set.has(column)));
  return sets.some((set) => set.size > always.length) ? new Set(always) : new Set();
}
