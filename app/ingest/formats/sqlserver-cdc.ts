import type { Change, Row, Stamp } from '../../../shared/records.ts';
import { Assembler } from '../changes/assembler.ts';
import { Leavings } from '../changes/leavings.ts';
import { type NamedRow, readTable, sniffTable } from '../changes/table-source.ts';
import { cellOfJson, digitsOf, textOf } from '../changes/values.ts';
import { type Bytes, defineFormat, type RawRecord } from '../format.ts';
import { parseInstant } from '../instant.ts';
import { exactNumber, type Json } from '../lossless.ts';

const OWN = /^__\$/;
/** Names that people give to sys.fn_cdc_map_lsn_to_time, and to the table; not part of the row. */
const TIMES = ['commit_time', 'tran_end_time', 'tran_begin_time', '__$commit_time'];
const TABLES = ['capture_instance', '__$table', 'table_name'];
const NAMELESS = 'table';

/** Rows of SQL Server's change tables, cdc.<instance>_CT (learn.microsoft.com, "cdc.<capture_instance>_CT"). */
export const format = defineFormat({
  id: 'sqlserver-cdc',
  title: 'SQL Server change tables',
  kind: 'changes',

  sniff(head) {
    const table = sniffTable(head);
    if (!table?.columns.has('__$start_lsn') || !table.columns.has('__$operation')) return null;
    return { title: `SQL Server change table, ${table.words}`, why: 'columns __$start_lsn and __$operation' };
  },

  async *read(bytes: Bytes): AsyncGenerator<RawRecord> {
    const reader = new Reader();
    for await (const row of readTable(bytes, reader.leavings)) {
      if ('type' in row) yield row;
      else yield* reader.take(row);
    }
    yield* reader.end();
  },
});

class Reader {
  readonly leavings = new Leavings();
  readonly #assembler = new Assembler(this.leavings);
  /** Operation 3: the row before the update that follows under the same sequence value. */
  #before: { readonly sequence: string | null; readonly row: Row } | null = null;
  #nameless = 0;
  #zoneless = 0;

  *take({ values, offset }: NamedRow): Generator<RawRecord> {
    const operation = digitsOf(values.__$operation);
    const sequence = textOf(values.__$seqval);
    const row = rowOf(values);
    this.leavings.read();
    if (operation === '3') this.#before = { sequence, row };
    else if (operation === '5')
      yield this.leavings.skip('a net change (operation 5), which hides what happened between', offset);
    else if (operation !== '1' && operation !== '2' && operation !== '4')
      yield this.leavings.skip('not a change of a change table', offset);
    else {
      const before = this.#before && this.#before.sequence === sequence ? this.#before.row : null;
      this.#before = null;
      const change = changeOf(operation, this.#table(values), row, before, offset);
      const transaction = textOf(values.__$start_lsn);
      yield* this.#assembler.add({
        transaction,
        byteOffset: offset,
        time: this.#stamp(values),
        context: [],
        changes: [change],
      });
    }
  }

  *end(): Generator<RawRecord> {
    yield* this.#assembler.end();
    yield* this.leavings.remarks();
    if (this.#nameless > 0)
      yield {
        type: 'remark',
        text: `Rows that do not name their table, taken together as "table": ${this.#nameless}. Add a column table_name to the query.`,
      };
    if (this.#zoneless > 0)
      yield {
        type: 'remark',
        text: 'The times are those of the server, whose zone is not in the table: taken for UTC.',
      };
  }

  #table(values: NamedRow['values']): string {
    const name = TABLES.map((column) => textOf(values[column])).find((text) => text !== null);
    if (name == null) this.#nameless++;
    // An instance is named schema_table.
    return name == null ? NAMELESS : name.includes('.') ? name : name.replace('_', '.');
  }

  /** The log's table of times has 3.33 ms steps, in the server's local time. */
  #stamp(values: NamedRow['values']): Stamp | null {
    const text = TIMES.map((column) => textOf(values[column])).find((each) => each !== null);
    const instant = text == null ? null : parseInstant(text);
    if (instant && !instant.zone) this.#zoneless++;
    return instant && { us: instant.us, resolutionUs: 3_334, kind: 'commit' };
  }
}

const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/;

const rowOf = (values: NamedRow['values']): Row =>
  Object.fromEntries(
    Object.entries(values)
      .filter(([name]) => !OWN.test(name) && !TIMES.includes(name) && !TABLES.includes(name) && name !== 'lsn')
      .map(([name, value]) => [name, cellOf(value)]),
  );

/** In CSV everything is text. */
const cellOf = (value: Json) =>
  typeof value === 'string' && NUMBER.test(value) ? exactNumber(value) : cellOfJson(value);

function changeOf(operation: '1' | '2' | '4', table: string, row: Row, old: Row | null, byteOffset: number): Change {
  const base = { table, key: null, changed: null, byteOffset };
  if (operation === '1') return { ...base, op: 'delete', before: row, beforeImage: 'full', after: null };
  if (operation === '2') return { ...base, op: 'insert', before: null, beforeImage: 'none', after: row };
  return { ...base, op: 'update', before: old, beforeImage: old ? 'full' : 'none', after: row };
}
