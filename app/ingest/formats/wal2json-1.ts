import type { Change, ChangeOp } from '../../../shared/records.ts';
import { ChangeBuilder, type Column } from '../changes/change-builder.ts';
import { Leavings, type RawContext } from '../changes/leavings.ts';
import { type Bytes, defineFormat, type RawRecord } from '../format.ts';
import { scanElements } from '../json-elements.ts';
import type { ScannedValue } from '../json-stream.ts';
import { isObject, type Json, type JsonObject, parseBytes, plainText } from '../lossless.ts';
import { readRecords, sniffRecords } from '../unwrap/json-records.ts';
import { cellOf, commitStamp, messageOf, tableName, xidOf } from '../wal2json.ts';

const KINDS: ReadonlySet<Json | undefined> = new Set<ChangeOp>(['insert', 'update', 'delete', 'truncate']);
const MEMBERS = new Set(['xid', 'nextlsn', 'timestamp', 'origin', 'change']);

/** wal2json, format-version 1: one JSON object per transaction, on one line or over several. */
export const format = defineFormat({
  id: 'wal2json-1',
  title: 'wal2json 1',
  kind: 'changes',

  sniff(head) {
    const { outlines, wrapping } = sniffRecords(head);
    const [outline] = outlines;
    if (!outline?.raw('change')?.startsWith('[') || outline.names.some((name) => !MEMBERS.has(name))) return null;
    const known = outlines.filter(({ names }) => names.includes('change')).length;
    const why = `${known} of ${outlines.length} records looked at ${known === 1 ? 'is a transaction' : 'are transactions'} with a list of changes`;
    return { title: `wal2json, format 1${wrapping}`, why };
  },

  async *read(bytes: Bytes): AsyncGenerator<RawRecord> {
    const reader = new Reader();
    for await (const scanned of readRecords(bytes)) {
      if (scanned.type === 'value') yield* reader.take(scanned);
      else if (scanned.type === 'broken') yield reader.leavings.skip(scanned.reason, scanned.offset);
      else yield { type: 'damage', offset: scanned.offset, reason: scanned.reason };
    }
    yield* reader.leavings.remarks();
  },
});

class Reader {
  readonly leavings = new Leavings();
  readonly #builder = new ChangeBuilder({ nullsLeftOut: true });

  *take({ bytes, offset, xid }: ScannedValue): Generator<RawRecord> {
    const record = parseBytes(bytes);
    if (record === undefined) return yield this.leavings.skip('not valid JSON', offset);
    if (!isObject(record) || !Array.isArray(record.change))
      return yield this.leavings.skip('not a wal2json record', offset);
    this.leavings.read();
    const offsets = [...scanElements(bytes, ['change'])].flatMap((scanned) =>
      scanned.type === 'value' ? [scanned.offset] : [],
    );
    yield* this.#transaction(record, xidOf(record.xid) ?? xid, offset, (at) => offset + (offsets[at] ?? 0));
  }

  *#transaction(
    record: JsonObject,
    xid: string | undefined,
    offset: number,
    place: (at: number) => number,
  ): Generator<RawRecord> {
    const list = Array.isArray(record.change) ? record.change : [];
    const changes: Change[] = [];
    const context: RawContext[] = [];
    for (const [at, item] of list.entries()) {
      if (!isObject(item)) yield this.leavings.skip('not a change', place(at));
      else if (item.kind === 'message') this.#message(item, context);
      else {
        const change = KINDS.has(item.kind) ? this.#change(item, place(at)) : null;
        if (change) changes.push(change);
        else yield this.leavings.skip('not a change', place(at));
      }
    }
    const sourceId = xid ?? `@${offset}`;
    const position = typeof record.nextlsn === 'string' ? record.nextlsn : null;
    const finished = this.leavings.finish(
      { sourceId, byteOffset: offset, time: commitStamp(record.timestamp), context, changes },
      position,
    );
    if (finished) yield finished;
  }

  #message(item: JsonObject, context: RawContext[]): void {
    const message = messageOf(item);
    if (message) context.push(message);
    else this.leavings.looseMessage();
  }

  #change(item: JsonObject, byteOffset: number): Change | null {
    const table = tableName(item);
    if (table === null) return null;
    const old = isObject(item.oldkeys) ? item.oldkeys : null;
    const pk = isObject(item.pk) ? item.pk : null;
    return this.#builder.build({
      op: item.kind as ChangeOp,
      table,
      columns: columnsOf(item.columnnames, item.columnvalues),
      identity: old && columnsOf(old.keynames, old.keyvalues),
      keyNames: pk && Array.isArray(pk.pknames) ? pk.pknames.map(String) : null,
      byteOffset,
    });
  }
}

function columnsOf(names: Json | undefined, values: Json | undefined): Column[] | null {
  if (!Array.isArray(names) || !Array.isArray(values)) return null;
  return names.map((name, at): Column => [plainText(name), cellOf(values[at])]);
}
