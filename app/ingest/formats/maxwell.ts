import { lookup } from '../../../shared/lookup.ts';
import type { Change, ChangeOp, Stamp } from '../../../shared/records.ts';
import { Assembler } from '../changes/assembler.ts';
import type { Column } from '../changes/change-builder.ts';
import { Leavings } from '../changes/leavings.ts';
import { keyRow, rowOf } from '../changes/rows.ts';
import { commentsOf } from '../changes/sql-comments.ts';
import { stampAt } from '../changes/stamps.ts';
import { cellOfJson, digitsOf, textOf } from '../changes/values.ts';
import { defineFormat, type RawRecord } from '../format.ts';
import type { Scanned } from '../json-stream.ts';
import { isObject, type JsonObject, parseBytes } from '../lossless.ts';
import { readWith, sniffRecords } from '../unwrap/json-records.ts';

const OPS = lookup<ChangeOp>({ insert: 'insert', update: 'update', delete: 'delete' });

/** Maxwell's JSON, one row each (maxwells-daemon.io/dataformat). */
export const format = defineFormat({
  id: 'maxwell',
  title: 'Maxwell',
  kind: 'changes',

  sniff(head) {
    const { outlines, wrapping } = sniffRecords(head);
    const is = outlines.some(
      ({ names }) =>
        ['database', 'table', 'type', 'ts'].every((name) => names.includes(name)) &&
        (names.includes('data') || names.includes('def')) &&
        !names.includes('isDdl'),
    );
    return is ? { title: `Maxwell${wrapping}`, why: 'a record has database, table, type, ts and data' } : null;
  },

  read: (bytes) => readWith(bytes, new Reader()),
});

class Reader {
  readonly #leavings = new Leavings();
  readonly #assembler = new Assembler(this.#leavings);
  #bootstrapped = 0;

  *take(scanned: Scanned): Generator<RawRecord> {
    if (scanned.type === 'cut') return yield { type: 'damage', offset: scanned.offset, reason: scanned.reason };
    if (scanned.type === 'broken') return yield this.#leavings.skip(scanned.reason, scanned.offset);
    const record = parseBytes(scanned.bytes);
    const type = isObject(record) ? textOf(record.type) : null;
    if (!isObject(record) || !type) return yield this.#leavings.skip('not a Maxwell record', scanned.offset);
    if (type.startsWith('bootstrap-')) this.#bootstrapped++;
    else if (OPS[type] !== undefined) yield* this.#row(record, OPS[type], scanned.offset);
    this.#leavings.read();
  }

  *end(): Generator<RawRecord> {
    yield* this.#assembler.end();
    yield* this.#leavings.remarks();
    if (this.#bootstrapped > 0)
      yield { type: 'remark', text: `Rows of a bootstrap, which are no changes, left out: ${this.#bootstrapped}.` };
  }

  *#row(record: JsonObject, op: ChangeOp, byteOffset: number): Generator<RawRecord> {
    const change = changeOf(record, op, byteOffset);
    if (!change) return yield this.#leavings.skip('a record without table or data', byteOffset);
    // The xid is the server's counter: rows of one transaction share it.
    const xid = digitsOf(record.xid);
    const transaction = textOf(record.gtid) ?? (xid === null ? null : `xid ${xid}`);
    const context = commentsOf(textOf(record.query) ?? '');
    yield* this.#assembler.add({ transaction, byteOffset, time: stampOf(record), context, changes: [change] });
    if (record.commit === true && transaction !== null) yield* this.#assembler.close(transaction);
  }
}

/** The binary log's time: whole seconds. */
function stampOf({ ts }: JsonObject): Stamp | null {
  const seconds = digitsOf(ts);
  return seconds === null ? null : stampAt(Number(seconds) * 1_000_000, 1_000_000, 'event');
}

/** `data` is the row now, of a delete the row that was; `old` has the columns that changed. */
function changeOf(record: JsonObject, op: ChangeOp, byteOffset: number): Change | null {
  const table = textOf(record.table);
  if (!table || !isObject(record.data)) return null;
  const data = columnsOf(record.data);
  const old = isObject(record.old) ? columnsOf(record.old) : null;
  const now = rowOf(data);
  const before = op === 'insert' ? null : rowOf([...data, ...(old ?? [])]);
  const names = Array.isArray(record.primary_key_columns) ? record.primary_key_columns.map(String) : null;
  return {
    op,
    table: `${textOf(record.database) ?? ''}.${table}`,
    key: keyRow(names, now),
    // Without `old` an update's earlier values are not known.
    before: op === 'update' && !old ? null : before,
    beforeImage: op === 'insert' || (op === 'update' && !old) ? 'none' : 'full',
    after: op === 'delete' ? null : now,
    changed: null,
    byteOffset,
  };
}

const columnsOf = (row: JsonObject): Column[] =>
  Object.entries(row).map(([name, value]): Column => [name, cellOfJson(value)]);
