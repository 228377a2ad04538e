import type { Row } from './records.ts';

const texts = new WeakMap<Row, string>();

/** A row as JSON. One that is to be written again is remembered: see `keepText`. */
export const rowText = (row: Row): string => texts.get(row) ?? JSON.stringify(row);

/** The same, and remembers it as long as the row is there. */
export function keepText(row: Row, text = rowText(row)): string {
  texts.set(row, text);
  return text;
}
