import type { Cell, Row } from './records.ts';

/** The names of a row's columns. Rows of the same columns have the same list, so that it is known by itself. */
export type Columns = readonly string[];

/** A row as it is held and stored: what its table has in common stands apart. */
export interface RowText {
  /** Null where rows hardly have names in common: then the text is the whole row as JSON. */
  readonly columns: Columns | null;
  /** The values as JSON, separated by commas. */
  readonly text: string;
}

/** Documents without a schema have no end of sets of names. */
const MOST_COLUMNS = 2_000;
const known = new Map<string, Columns>();

/** The one list of these names; null where there are too many lists. */
export function columnsOf(names: readonly string[]): Columns | null {
  const text = JSON.stringify(names);
  const before = known.get(text);
  if (before || known.size >= MOST_COLUMNS) return before ?? null;
  const columns = JSON.parse(text) as Columns;
  known.set(text, columns);
  return columns;
}

const texts = new WeakMap<Row, RowText>();

/** A row as text. One that is to be written again is remembered: see `keepText`. */
export const rowText = (row: Row): RowText => texts.get(row) ?? textOf(row);

/** The same, and remembers it as long as the row is there. */
export function keepText(row: Row, text = rowText(row)): RowText {
  texts.set(row, text);
  return text;
}

function textOf(row: Row): RowText {
  const columns = columnsOf(Object.keys(row));
  return { columns, text: columns ? JSON.stringify(Object.values(row)).slice(1, -1) : JSON.stringify(row) };
}

/** The row again. */
export const rowOf = ({ columns, text }: RowText): Row =>
  columns ? namedRow(columns, JSON.parse(`[${text}]`) as Cell[]) : (JSON.parse(text) as Row);

/** `Object.fromEntries` makes even a column named `__proto__` a plain property. */
export const namedRow = (columns: Columns, cells: readonly Cell[]): Row =>
  Object.fromEntries(columns.map((name, at) => [name, cells[at] ?? null]));
