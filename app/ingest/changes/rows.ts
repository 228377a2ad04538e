import type { Change, Row } from '../../../shared/records.ts';
import type { Column } from './change-builder.ts';

/** `Object.fromEntries` makes even a column named `__proto__` a plain property; later columns win. */
export const rowOf = (columns: readonly Column[]): Row => Object.fromEntries(columns);

/** The key's columns of a row; null where a name or a value is missing. */
export function keyRow(names: readonly string[] | null, row: Row | null): Row | null {
  if (!names || names.length === 0 || !row || names.some((name) => !Object.hasOwn(row, name))) return null;
  return Object.fromEntries(names.map((name) => [name, row[name] ?? null]));
}

/** A truncate of a whole table. */
export const truncateOf = (table: string, byteOffset: number): Change => ({
  op: 'truncate',
  table,
  key: null,
  before: null,
  beforeImage: 'none',
  after: null,
  changed: null,
  byteOffset,
});
