import type { Bytes, RawRecord } from '../format.ts';
import { isObject, type Json, type JsonObject, parseBytes } from '../lossless.ts';
import { takeFirst } from '../unpack.ts';
import { type CsvCell, CsvReader, type CsvScanned } from '../unwrap/csv.ts';
import { readRecords, sniffRecords } from '../unwrap/json-records.ts';
import type { Leavings } from './leavings.ts';

/** A row of an exported table, by column name. In CSV, what stands without quotes and is empty is NULL. */
export interface NamedRow {
  readonly values: JsonObject;
  readonly offset: number;
}

/** How a table was exported, and its columns' names. */
export interface SniffedTable {
  readonly columns: ReadonlySet<string>;
  /** For people: `as CSV`. */
  readonly words: string;
}

const HEAD = 64 * 1024;
const COLUMN = /^[\w$ .-]{1,128}$/;

/** Recognises CSV with a header, and JSON objects that are rows (in lines, in an array, as Django's dumpdata). */
export function sniffTable(head: Uint8Array): SniffedTable | null {
  const delimiter = delimiterOf(head);
  if (delimiter) {
    const names = headerOf(head, delimiter);
    return names && { columns: new Set(names), words: 'as CSV' };
  }
  const { outlines, wrapping } = sniffRecords(head);
  const [first] = outlines;
  if (!first) return null;
  const fields = first.names.includes('fields') && first.names.includes('model') ? first.raw('fields') : null;
  const inner = fields === null ? [] : [...fields.matchAll(/"((?:[^"\\]|\\.)*)"\s*:/g)].map(([, name = '']) => name);
  return { columns: new Set([...first.names, ...inner]), words: `as JSON${wrapping}` };
}

/** The rows of an exported table, and what in it is none. */
export async function* readTable(bytes: Bytes, leavings: Leavings): AsyncGenerator<NamedRow | RawRecord> {
  const { first, rest } = await takeFirst(bytes, HEAD);
  const delimiter = delimiterOf(first.subarray(0, HEAD));
  if (delimiter === null) return yield* readObjects(rest, leavings);
  const rows = new CsvReader(delimiter);
  const header = new HeaderedRows(leavings);
  for await (const piece of rest) for (const row of rows.take(piece)) yield* header.take(row);
  for (const row of rows.end()) yield* header.take(row);
}

async function* readObjects(bytes: Bytes, leavings: Leavings): AsyncGenerator<NamedRow | RawRecord> {
  for await (const scanned of readRecords(bytes)) {
    if (scanned.type === 'cut') yield { type: 'damage', offset: scanned.offset, reason: scanned.reason };
    else if (scanned.type === 'broken') yield leavings.skip(scanned.reason, scanned.offset);
    else {
      const record = parseBytes(scanned.bytes);
      if (isObject(record)) yield { values: flat(record), offset: scanned.offset };
      else yield leavings.skip('not a row', scanned.offset);
    }
  }
}

/** Django's dumpdata: `{"model": …, "pk": …, "fields": {…}}`. */
const flat = (record: JsonObject): JsonObject =>
  isObject(record.fields) && typeof record.model === 'string'
    ? { id: record.pk ?? null, ...record.fields, model: record.model }
    : record;

class HeaderedRows {
  readonly #leavings: Leavings;
  #names: readonly string[] | null = null;

  constructor(leavings: Leavings) {
    this.#leavings = leavings;
  }

  *take(row: CsvScanned): Generator<NamedRow | RawRecord> {
    if (row.type === 'cut') yield { type: 'damage', offset: row.offset, reason: row.reason };
    else if (row.type === 'broken') yield this.#leavings.skip(row.reason, row.offset);
    else if (this.#names === null) this.#names = row.cells.map((cell) => cell.text.trim());
    else if (row.cells.length !== this.#names.length)
      yield this.#leavings.skip('a row with another number of columns than the header', row.offset);
    else yield { values: valuesOf(this.#names, row.cells), offset: row.offset };
  }
}

const valuesOf = (names: readonly string[], cells: readonly CsvCell[]): JsonObject =>
  Object.fromEntries(names.map((name, at): [string, Json] => [name, cellValue(cells[at])]));

/** Some programs write NULL as such a word, without quotes. */
const cellValue = (cell: CsvCell | undefined): Json =>
  !cell || (!cell.quoted && (cell.text === '' || cell.text === 'NULL' || cell.text === '\\N')) ? null : cell.text;

/** Of a header line whose cells are all names. */
function delimiterOf(head: Uint8Array): string | null {
  return [',', '\t', ';'].find((delimiter) => (headerOf(head, delimiter)?.length ?? 0) > 1) ?? null;
}

function headerOf(head: Uint8Array, delimiter: string): string[] | null {
  const end = head.indexOf(0x0a);
  const line = head.subarray(0, end < 0 ? head.length : end + 1);
  if (line.length > 16 * 1024) return null;
  const reader = new CsvReader(delimiter);
  const [row] = [...reader.take(line), ...reader.end()];
  if (row?.type !== 'row') return null;
  const names = row.cells.map((cell) => cell.text.trim());
  return names.every((name) => COLUMN.test(name)) && new Set(names).size === names.length ? names : null;
}
