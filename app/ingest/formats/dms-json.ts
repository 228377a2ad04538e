import { lookup } from '../../../shared/lookup.ts';
import type { Change, ChangeOp, Row, Stamp } from '../../../shared/records.ts';
import { Assembler } from '../changes/assembler.ts';
import { Leavings } from '../changes/leavings.ts';
import { cellOfJson, digitsOf, textOf } from '../changes/values.ts';
import { defineFormat, type RawRecord } from '../format.ts';
import { parseInstant } from '../instant.ts';
import type { Scanned } from '../json-stream.ts';
import { isObject, type Json, type JsonObject, parseBytes, plainText } from '../lossless.ts';
import { outlineText } from '../outline.ts';
import { readWith, sniffRecords } from '../unwrap/json-records.ts';

const OPS = lookup<ChangeOp>({ insert: 'insert', update: 'update', delete: 'delete' });

/** What AWS DMS sends to Kinesis and Kafka (docs.aws.amazon.com, "Using Amazon Kinesis Data Streams as a target"). */
export const format = defineFormat({
  id: 'dms-json',
  title: 'AWS DMS records',
  kind: 'changes',

  sniff(head) {
    const { outlines, wrapping } = sniffRecords(head);
    const is = outlines.some((outline) => {
      const metadata = outlineText(outline.raw('metadata') ?? '', outline.cut);
      return metadata?.names.includes('record-type') && metadata.names.includes('operation');
    });
    return is
      ? { title: `AWS DMS records${wrapping}`, why: 'a record has metadata with record-type and operation' }
      : null;
  },

  read: (bytes) => readWith(bytes, new Reader()),
});

class Reader {
  readonly #leavings = new Leavings();
  readonly #assembler = new Assembler(this.#leavings);
  #loaded = 0;

  *take(scanned: Scanned): Generator<RawRecord> {
    if (scanned.type === 'cut') return yield { type: 'damage', offset: scanned.offset, reason: scanned.reason };
    if (scanned.type === 'broken') return yield this.#leavings.skip(scanned.reason, scanned.offset);
    const record = parseBytes(scanned.bytes);
    const metadata = isObject(record) ? record.metadata : null;
    if (!isObject(record) || !isObject(metadata)) return yield this.#leavings.skip('not a DMS record', scanned.offset);
    this.#leavings.read();
    const op = OPS[plainText(metadata.operation)];
    const table = textOf(metadata['table-name']);
    if (metadata.operation === 'load') this.#loaded++;
    if (!op || !table || !isObject(record.data)) return;
    const change = changeOf(record, op, `${textOf(metadata['schema-name']) ?? ''}.${table}`, scanned.offset);
    const time = stampOf(metadata);
    const transaction = digitsOf(metadata['transaction-id']);
    yield* this.#assembler.add({ transaction, byteOffset: scanned.offset, time, context: [], changes: [change] });
  }

  *end(): Generator<RawRecord> {
    yield* this.#assembler.end();
    yield* this.#leavings.remarks();
    if (this.#loaded > 0)
      yield { type: 'remark', text: `Rows of a full load, which are no changes, left out: ${this.#loaded}.` };
  }
}

/** The commit where the task was told to send it; else when DMS made the record. */
function stampOf(metadata: JsonObject): Stamp | null {
  const committed = textOf(metadata['commit-timestamp']);
  const instant = parseInstant(committed ?? textOf(metadata.timestamp) ?? '');
  return instant && { us: instant.us, resolutionUs: 1, kind: committed ? 'commit' : 'event' };
}

/** The image before holds, by default, only the columns that changed. */
function changeOf(record: JsonObject, op: ChangeOp, table: string, byteOffset: number): Change {
  const now = rowOf(record.data) ?? {};
  const old = rowOf(record['before-image']);
  const before = op === 'insert' ? null : op === 'delete' ? { ...now, ...old } : old && { ...now, ...old };
  return {
    op,
    table,
    key: null,
    before,
    beforeImage: before ? 'full' : 'none',
    after: op === 'delete' ? null : now,
    changed: null,
    byteOffset,
  };
}

const rowOf = (row: Json | undefined): Row | null =>
  isObject(row) ? Object.fromEntries(Object.entries(row).map(([name, value]) => [name, cellOfJson(value)])) : null;
