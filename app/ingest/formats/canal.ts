import { lookup } from '../../../shared/lookup.ts';
import type { Change, ChangeOp, Row, Stamp } from '../../../shared/records.ts';
import { Assembler } from '../changes/assembler.ts';
import { Leavings } from '../changes/leavings.ts';
import { keyRow, rowOf, truncateOf } from '../changes/rows.ts';
import { commentsOf } from '../changes/sql-comments.ts';
import { stampAt } from '../changes/stamps.ts';
import { cellOfJson, digitsOf, textOf } from '../changes/values.ts';
import { defineFormat, type RawRecord } from '../format.ts';
import type { Scanned } from '../json-stream.ts';
import { exactNumber, isObject, type Json, type JsonObject, parseBytes, plainText } from '../lossless.ts';
import { readWith, sniffRecords } from '../unwrap/json-records.ts';

const OPS = lookup<ChangeOp>({ INSERT: 'insert', UPDATE: 'update', DELETE: 'delete' });
const NUMBER_TYPE = /^(?:tiny|small|medium|big)?int|^(?:decimal|float|double|numeric|integer|year)\b/i;
const NUMBER = /^-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

/** Canal's flat messages (github.com/alibaba/canal, FlatMessage): several rows of one statement each. */
export const format = defineFormat({
  id: 'canal',
  title: 'Canal',
  kind: 'changes',

  sniff(head) {
    const { outlines, wrapping } = sniffRecords(head);
    const is = outlines.some(
      ({ names }) => names.includes('isDdl') && (names.includes('mysqlType') || names.includes('sqlType')),
    );
    return is ? { title: `Canal flat messages${wrapping}`, why: 'a record has isDdl and mysqlType or sqlType' } : null;
  },

  read: (bytes) => readWith(bytes, new Reader()),
});

class Reader {
  readonly #leavings = new Leavings();
  readonly #assembler = new Assembler(this.#leavings);

  *take(scanned: Scanned): Generator<RawRecord> {
    if (scanned.type === 'cut') return yield { type: 'damage', offset: scanned.offset, reason: scanned.reason };
    if (scanned.type === 'broken') return yield this.#leavings.skip(scanned.reason, scanned.offset);
    const record = parseBytes(scanned.bytes);
    if (!isObject(record) || !textOf(record.type))
      return yield this.#leavings.skip('not a Canal message', scanned.offset);
    const changes = changesOf(record, scanned.offset);
    const transaction = textOf(record.gtid);
    const context = commentsOf(textOf(record.sql) ?? '');
    this.#leavings.read();
    // Without GTIDs nothing says which messages are one transaction.
    if (changes.length > 0 || transaction !== null)
      yield* this.#assembler.add({ transaction, byteOffset: scanned.offset, time: stampOf(record), context, changes });
  }

  *end(): Generator<RawRecord> {
    yield* this.#assembler.end();
    yield* this.#leavings.remarks();
  }
}

/** `es` is the binary log's second times 1,000; `ts` is Canal's own clock. */
function stampOf({ es }: JsonObject): Stamp | null {
  const ms = digitsOf(es);
  if (ms === null) return null;
  return stampAt(Number(ms) * 1_000, ms.endsWith('000') ? 1_000_000 : 1_000, 'event');
}

function changesOf(record: JsonObject, byteOffset: number): Change[] {
  const name = textOf(record.table);
  if (!name) return [];
  const table = `${textOf(record.database) ?? ''}.${name}`;
  if (record.type === 'TRUNCATE') return [truncateOf(table, byteOffset)];
  const op = OPS[plainText(record.type)];
  if (op === undefined || !Array.isArray(record.data)) return [];
  const types = isObject(record.mysqlType) ? record.mysqlType : {};
  const names = Array.isArray(record.pkNames) ? record.pkNames.map(String) : null;
  const olds = Array.isArray(record.old) ? record.old : [];
  return record.data.filter(isObject).map((data, at): Change => {
    const now = typedRow(data, types);
    const old = isObject(olds[at]) ? typedRow(olds[at], types) : null;
    const isKnown = op === 'delete' || (op === 'update' && old !== null);
    return {
      op,
      table,
      key: keyRow(names, now),
      before: isKnown ? { ...now, ...old } : null,
      beforeImage: isKnown ? 'full' : 'none',
      after: op === 'delete' ? null : now,
      changed: null,
      byteOffset,
    };
  });
}

/** All values are texts; the column's type says which are numbers. */
const typedRow = (row: JsonObject, types: JsonObject): Row =>
  rowOf(Object.entries(row).map(([name, value]) => [name, typedCell(value, plainText(types[name] ?? ''))]));

function typedCell(value: Json, type: string) {
  return typeof value === 'string' && NUMBER_TYPE.test(type) && NUMBER.test(value)
    ? exactNumber(value)
    : cellOfJson(value);
}
