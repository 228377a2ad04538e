import type { Cell, Micros } from '../../../shared/records.ts';
import { isVolatile } from '../change-class.ts';
import type { RunView } from '../rule.ts';
import { cellValue } from './values.ts';

/** Columns that go with a write and are none of its effects. */

const BOOKKEEPING =
  /^(?:_?version|version_?(?:id|no|number)?|row_?version|lock_?version|opt_?lock|generation|(?:latest|current|last)_(?:version|revision)(?:_id)?|_?rev|revision|_?etag|checksum|hash|salt|nonce|xmin|sync_?token|change_?(?:number|token)|(?:last_)?(?:updated|modified|changed|saved|edited|synced|touched)_?(?:at|on|by|date|time)?|date_?(?:updated|modified)|user_?updated|mtime|timestamp)$/i;

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

/** Whether a column was set to the time of the write, as text or as a number since 1970. */
export function isTimeOfWrite(cell: Cell | undefined, timeUs: Micros | null): boolean {
  const us = momentOf(cell);
  return timeUs !== null && us !== null && Math.abs(us - timeUs) < NOW_US;
}

/** Clocks of a whole second lie this far off at most. */
const SLIP_US = 1_000_000;

/** Whether two writes set a column to a time as long after (or before) each of them: a lease, a due date. */
export function isAsLongAfter(was: Cell | undefined, wasUs: Micros | null, is: Cell | undefined, isUs: Micros | null) {
  const [from, to] = [momentOf(was), momentOf(is)];
  if (from === null || to === null || wasUs === null || isUs === null) return false;
  return Math.abs(to - from - (isUs - wasUs)) <= SLIP_US;
}

/** 2001 to 2286; counters do not get this far. */
const EPOCH_SECONDS = { from: 1e9, to: 1e10 };

/** Microseconds since 1970; null where a cell holds no moment. */
function momentOf(cell: Cell | undefined): Micros | null {
  const value = cellValue(cell);
  if (typeof value === 'number' || (typeof value === 'string' && /^\d{10,16}(?:\.\d+)?$/.test(value)))
    return epochOf(Number(value));
  if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}/.test(value)) return null;
  const zoned = /(?:Z|[+-]\d{2}(?::?\d{2})?)$/.test(value) ? value.replace(/([+-]\d{2})$/, '$1:00') : `${value}Z`;
  const ms = Date.parse(zoned.replace(' ', 'T'));
  return Number.isNaN(ms) ? null : ms * 1000;
}

/** A number of seconds, milliseconds or microseconds. */
function epochOf(number: number): Micros | null {
  for (const unit of [1, 1e3, 1e6])
    if (number >= EPOCH_SECONDS.from * unit && number < EPOCH_SECONDS.to * unit) return (number / unit) * 1e6;
  return null;
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
