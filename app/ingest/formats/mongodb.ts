import { lookup } from '../../../shared/lookup.ts';
import type { Change, ChangeOp, Row, Stamp } from '../../../shared/records.ts';
import { Assembler } from '../changes/assembler.ts';
import { documentColumns, updatedColumns } from '../changes/documents.ts';
import { plainJson } from '../changes/ejson.ts';
import { Leavings } from '../changes/leavings.ts';
import { rowOf, truncateOf } from '../changes/rows.ts';
import { stampAt } from '../changes/stamps.ts';
import { digitsOf, jsonText, textOf } from '../changes/values.ts';
import { defineFormat, type RawRecord } from '../format.ts';
import { parseInstant } from '../instant.ts';
import type { Scanned } from '../json-stream.ts';
import { isObject, type Json, type JsonObject, parseBytes, plainText } from '../lossless.ts';
import { readWith, sniffRecords } from '../unwrap/json-records.ts';

const OPS = lookup<ChangeOp>({
  insert: 'insert',
  update: 'update',
  replace: 'update',
  delete: 'delete',
});

/** MongoDB's change events as Extended JSON (mongodb.com/docs/manual/reference/change-events). */
export const format = defineFormat({
  id: 'mongodb',
  title: 'MongoDB change streams',
  kind: 'changes',

  sniff(head) {
    const { outlines, wrapping } = sniffRecords(head);
    const is = outlines.some(
      ({ names }) => names.includes('operationType') && (names.includes('clusterTime') || names.includes('ns')),
    );
    return is
      ? { title: `MongoDB change stream${wrapping}`, why: 'a record has operationType and clusterTime or ns' }
      : null;
  },

  read: (bytes) => readWith(bytes, new Reader()),
});

class Reader {
  readonly #leavings = new Leavings();
  readonly #assembler = new Assembler(this.#leavings);
  #printed = 0;

  *take(scanned: Scanned): Generator<RawRecord> {
    if (scanned.type === 'cut') return yield { type: 'damage', offset: scanned.offset, reason: scanned.reason };
    if (scanned.type === 'broken') return yield this.#leavings.skip(scanned.reason, scanned.offset);
    const record = parseBytes(scanned.bytes);
    if (record === undefined) {
      if (/ObjectId\(|Timestamp\(/.test(Buffer.from(scanned.bytes).toString('latin1'))) this.#printed++;
      return yield this.#leavings.skip('not valid JSON', scanned.offset);
    }
    if (!isObject(record) || !textOf(record.operationType))
      return yield this.#leavings.skip('not a change event', scanned.offset);
    this.#leavings.read();
    const change = changeOf(record, scanned.offset);
    if (!change) return;
    const member = { byteOffset: scanned.offset, time: stampOf(record), context: [], changes: [change] };
    yield* this.#assembler.add({ transaction: transactionOf(record), ...member });
  }

  *end(): Generator<RawRecord> {
    yield* this.#assembler.end();
    yield* this.#leavings.remarks();
    if (this.#printed > 0)
      yield {
        type: 'remark',
        text: 'Events as mongosh shows them are JavaScript, not JSON: print them with EJSON.stringify(event).',
      };
  }
}

/** Equal cluster times are no proof of one transaction: only a session's number is. */
function transactionOf({ lsid, txnNumber }: JsonObject): string | null {
  const number = digitsOf(plainJson(txnNumber ?? null));
  return isObject(lsid) && number !== null
    ? `${jsonText(plainJson(lsid.id ?? null)).replaceAll('"', '')} ${number}`
    : null;
}

/** `wallTime` (since 6.0) has milliseconds, `clusterTime` whole seconds. */
function stampOf(record: JsonObject): Stamp | null {
  const wall = plainJson(record.wallTime ?? null);
  const instant = typeof wall === 'string' ? parseInstant(wall) : null;
  if (instant) return { us: instant.us, resolutionUs: 1_000, kind: 'commit' };
  const { clusterTime } = record;
  const stamp = isObject(clusterTime) && isObject(clusterTime.$timestamp) ? digitsOf(clusterTime.$timestamp.t) : null;
  return stamp === null ? null : stampAt(Number(stamp) * 1_000_000, 1_000_000, 'commit');
}

function changeOf(record: JsonObject, byteOffset: number): Change | null {
  const op = OPS[plainText(record.operationType)];
  const table = tableOf(record.ns);
  if (!table) return null;
  if (record.operationType === 'drop') return truncateOf(table, byteOffset);
  if (!op) return null;
  const key = documentRow(record.documentKey);
  const before = documentRow(record.fullDocumentBeforeChange);
  const updated = op === 'update' ? updatedColumns(record.updateDescription) : null;
  const set = updated && rowOf(updated);
  return {
    op,
    table,
    key,
    before: before ?? (op === 'insert' ? null : key),
    beforeImage: before ? 'full' : op === 'insert' || !key ? 'none' : 'key',
    after: op === 'delete' ? null : (documentRow(record.fullDocument) ?? (set && { ...key, ...set })),
    changed: set && Object.keys(set),
    byteOffset,
  };
}

const tableOf = (ns: Json | undefined): string | null =>
  isObject(ns) && textOf(ns.coll) ? `${textOf(ns.db) ?? ''}.${ns.coll}` : null;

function documentRow(document: Json | undefined): Row | null {
  const columns = documentColumns(document);
  return columns && rowOf(columns);
}
