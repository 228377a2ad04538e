import type { AuditTable } from '../../../shared/inputs.ts';
import { Assembler } from '../changes/assembler.ts';
import { mappingOf } from '../changes/audit-table/given.ts';
import { guessMapping } from '../changes/audit-table/home-made.ts';
import type { AuditMapping } from '../changes/audit-table/mapping.ts';
import { presets } from '../changes/audit-table/presets.ts';
import { changeOf, contextOf, stampOf, transactionOf } from '../changes/audit-table/translate.ts';
import { Leavings } from '../changes/leavings.ts';
import { type NamedRow, readTable, sniffTable } from '../changes/table-source.ts';
import { type Bytes, defineFormat, type Format, type RawRecord } from '../format.ts';

type FindMapping = (columns: ReadonlySet<string>) => AuditMapping | null;

/**
 * Exports of audit tables, as CSV or JSON: those that a person described, those of libraries, and home-made ones whose
 * columns have usual names.
 */
export function auditTables(given: readonly AuditTable[]): Format {
  const known = [...given.map(mappingOf), ...presets];
  const find: FindMapping = (columns) =>
    known.find(({ signature }) => signature.every((name) => columns.has(name))) ?? guessMapping(columns);
  return defineFormat({
    id: 'audit-table',
    title: 'audit tables',
    kind: 'changes',

    sniff(head) {
      const table = sniffTable(head);
      const mapping = table && find(table.columns);
      if (!mapping) return null;
      const columns = mapping.signature.join(', ');
      return { title: `${mapping.title}, ${table.words}`, why: `it has the columns ${columns}` };
    },

    async *read(bytes: Bytes): AsyncGenerator<RawRecord> {
      const reader = new Reader(find);
      for await (const row of readTable(bytes, reader.leavings)) {
        if ('type' in row) yield row;
        else yield* reader.take(row);
      }
      yield* reader.end();
    },
  });
}

export const format = auditTables([]);

class Reader {
  readonly leavings = new Leavings();
  readonly #assembler = new Assembler(this.leavings);
  readonly #find: FindMapping;
  #mapping: AuditMapping | null = null;
  #others = 0;
  #zoneless = 0;

  constructor(find: FindMapping) {
    this.#find = find;
  }

  *take({ values, offset }: NamedRow): Generator<RawRecord> {
    this.#mapping ??= this.#find(new Set(Object.keys(values)));
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
