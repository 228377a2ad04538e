import { lookup } from '../../../shared/lookup.ts';
import type { Cell, Change, ChangeOp, Row, Stamp } from '../../../shared/records.ts';
import { Leavings } from '../changes/leavings.ts';
import { type Bytes, defineFormat, type RawRecord } from '../format.ts';
import { parseInstant } from '../instant.ts';
import { exactNumber } from '../lossless.ts';
import { type CsvCell, CsvReader, type CsvRow, type CsvScanned } from '../unwrap/csv.ts';
import { HEAD, readHead } from '../unwrap/head.ts';

const OPS = lookup<ChangeOp>({ I: 'insert', U: 'update', D: 'delete' });
const ROWS_TRIED = 20;
/** A damaged row does not make it another file. */
const MOSTLY = 0.7;
const TABLE = 'table';
/** What people commonly write for TimestampColumnName. */
const TIMES = /^(?:dms_?)?(?:timestamp|commit_?timestamp|cdc_?timestamp)$/i;
const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/;

/** Change files that AWS DMS writes to S3 (docs.aws.amazon.com, "Using Amazon S3 as a target"): operation, then values. */
export const format = defineFormat({
  id: 'dms-csv',
  title: 'AWS DMS change files',
  kind: 'changes',

  sniff(head) {
    const rows = firstRows(head);
    if (namesTables(rows)) return { title: 'AWS DMS transaction file', why: TRANSACTION_FILE };
    const [first] = rows;
    const hasHeader = first?.cells[0]?.text === 'Op' && first.cells.length > 1;
    const changes = hasHeader ? rows.slice(1) : rows;
    const width = rows[0]?.cells.length ?? 0;
    const known = changes.filter(
      ({ cells }) => cells.length === width && OPS[cells[0]?.text ?? ''] !== undefined,
    ).length;
    if (width < 2 || known < changes.length * MOSTLY || (!hasHeader && known < 2)) return null;
    const rowsWord = `${known} of ${changes.length} rows looked at begin with I, U or D and have ${width} columns`;
    const why = hasHeader ? `the first column is Op, and ${rowsWord}` : rowsWord;
    return { title: 'AWS DMS change file', why };
  },

  async *read(bytes: Bytes): AsyncGenerator<RawRecord> {
    const rows = new CsvReader();
    const { head, rest } = await readHead(bytes);
    const reader = new Reader(namesTables(firstRows(head)));
    for await (const piece of rest) for (const row of rows.take(piece)) yield* reader.take(row);
    for (const row of rows.end()) yield* reader.take(row);
    yield* reader.end();
  },
});

const NAME = /^[A-Za-z_][\w$]*$/;
const TRANSACTION_FILE = 'its rows begin with I, U or D, a table and a schema';

/**
 * Files of whole transactions (PreserveTransactions) hold rows of several tables in the order of their commits:
 * operation, table, schema, values. The names come again, each time with as many values.
 */
function namesTables(rows: readonly CsvRow[]): boolean {
  const widths = new Map<string, number>();
  let fits = 0;
  for (const { cells } of rows) {
    const [op, table, schema] = cells.map(({ text }) => text);
    if (!OPS[op ?? ''] || !NAME.test(table ?? '') || !NAME.test(schema ?? '') || cells.length < 4) continue;
    const name = `${schema}.${table}`;
    const width = widths.get(name) ?? cells.length;
    widths.set(name, width);
    if (width === cells.length) fits++;
  }
  return fits > 1 && fits >= rows.length * MOSTLY && widths.size <= fits / 2;
}

/** The last row of a head may be cut. */
function firstRows(head: Uint8Array): CsvRow[] {
  const reader = new CsvReader();
  const whole = head.length < HEAD ? head : head.subarray(0, head.lastIndexOf(0x0a) + 1);
  const rows = [...reader.take(whole), ...reader.end()];
  return rows.slice(0, ROWS_TRIED).flatMap((row) => (row.type === 'row' ? [row] : []));
}

class Reader {
  readonly #leavings = new Leavings();
  readonly #namesTables: boolean;
  #names: readonly string[] | null = null;
  #zoneless = 0;

  constructor(namesTables: boolean) {
    this.#namesTables = namesTables;
  }

  *take(row: CsvScanned): Generator<RawRecord> {
    if (row.type === 'cut') return yield { type: 'damage', offset: row.offset, reason: row.reason };
    if (row.type === 'broken') return yield this.#leavings.skip(row.reason, row.offset);
    const [first, ...cells] = row.cells;
    if (this.#names === null && first?.text === 'Op') {
      this.#names = cells.map((cell) => cell.text);
      return;
    }
    const op = OPS[first?.text ?? ''];
    if (!op) return yield this.#leavings.skip('a row that does not begin with I, U or D', row.offset);
    this.#leavings.read();
    const [table, schema, ...values] = this.#namesTables ? cells : [];
    const name = table && schema ? `${schema.text}.${table.text}` : TABLE;
    const change = changeOf(op, name, this.#row(this.#namesTables ? values : cells), row.offset);
    const sourceId = `@${row.offset}`;
    const time = this.#stamp(cells);
    const finished = this.#leavings.finish(
      { sourceId, byteOffset: row.offset, time, context: [], changes: [change] },
      null,
    );
    if (finished) yield finished;
  }

  *end(): Generator<RawRecord> {
    yield* this.#leavings.remarks();
    if (!this.#namesTables)
      yield {
        type: 'remark',
        text: 'The file does not name its table, which stands in its folder: called "table" here.',
      };
    if (this.#names === null)
      yield {
        type: 'remark',
        text: 'Columns without names are numbered, and secrets in them are known by their looks alone. AddColumnName = true gives the names.',
      };
    if (this.#zoneless > 0) yield { type: 'remark', text: 'The times name no zone: taken for UTC.' };
  }

  #row(cells: readonly CsvCell[]): Row {
    const named = cells.map((cell, at): [string, Cell] => [this.#names?.[at] ?? `@${at + 1}`, cellOf(cell)]);
    return Object.fromEntries(named.filter(([name]) => !TIMES.test(name)));
  }

  #stamp(cells: readonly CsvCell[]): Stamp | null {
    const at = this.#names?.findIndex((name) => TIMES.test(name)) ?? -1;
    const instant = at < 0 ? null : parseInstant(cells[at]?.text ?? '');
    if (instant && !instant.zone) this.#zoneless++;
    return instant && { us: instant.us, resolutionUs: 1, kind: 'commit' };
  }
}

function cellOf({ text, quoted }: CsvCell): Cell {
  if (quoted) return text;
  if (text === '' || text === 'NULL') return null;
  return NUMBER.test(text) ? exactNumber(text) : text;
}

/** Deletes hold the last image; updates only the new one. */
const changeOf = (op: ChangeOp, table: string, row: Row, byteOffset: number): Change => ({
  op,
  table,
  key: null,
  before: op === 'delete' ? row : null,
  beforeImage: op === 'delete' ? 'full' : 'none',
  after: op === 'delete' ? null : row,
  changed: null,
  byteOffset,
});
