import { Assembler } from '../changes/assembler.ts';
import { guessMapping } from '../changes/audit-table/home-made.ts';
import type { AuditMapping } from '../changes/audit-table/mapping.ts';
import { presets } from '../changes/audit-table/presets.ts';
import { changeOf, contextOf, stampOf, transactionOf } from '../changes/audit-table/translate.ts';
import { Leavings } from '../changes/leavings.ts';
import { type NamedRow, readTable, sniffTable } from '../changes/table-source.ts';
import { type Bytes, defineFormat, type RawRecord } from '../format.ts';

/** Exports of audit tables, as CSV or JSON: those of libraries, and tables that someone made for themselves. */
export const format = defineFormat({
  id: 'audit-table',
  title: 'audit tables',
  kind: 'changes',

  sniff(head) {
    const table = sniffTable(head);
    const mapping = table && mappingOf(table.columns);
    if (!mapping) return null;
    const columns = mapping.signature.join(', ');
    return { title: `${mapping.title}, ${table.words}`, why: `it has the columns ${columns}` };
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

function mappingOf(columns: ReadonlySet<string>): AuditMapping | null {
  return presets.find(({ signature }) => signature.every((name) => columns.has(name))) ?? guessMapping(columns);
}

class Reader {
  readonly leavings = new Leavings();
  readonly #assembler = new Assembler(this.leavings);
  #mapping: AuditMapping | null = null;
  #others = 0;
  #zoneless = 0;

  *take({ values, offset }: NamedRow): Generator<RawRecord> {
    this.#mapping ??= mappingOf(new Set(Object.keys(values)));
    const mapping = this.#mapping;
    const change = mapping && changeOf(values, mapping, offset);
    if (!mapping || change === null) return yield this.leavings.skip('a row without operation or table', offset);
    this.leavings.read();
    if (change === 'none') {
      this.#others++;
      return;
    }
    const time = stampOf(values, mapping);
    if (time && !time.isZoned) this.#zoneless++;
    yield* this.#assembler.add({
      transaction: transactionOf(values, mapping),
      byteOffset: offset,
      time: time?.stamp ?? null,
      context: contextOf(values, mapping),
      changes: [change],
    });
  }

  *end(): Generator<RawRecord> {
    yield* this.#assembler.end();
    yield* this.leavings.remarks();
    if (this.#others > 0)
      yield {
        type: 'remark',
        text: `Rows that are no change of a row (access, many-to-many, messages), left out: ${this.#others}.`,
      };
    if (this.#zoneless > 0) yield { type: 'remark', text: 'The times name no zone: taken for UTC.' };
  }
}
