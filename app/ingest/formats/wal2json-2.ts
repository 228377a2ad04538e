import type { Change, ChangeOp, Stamp } from '../../../shared/records.ts';
import { ChangeBuilder, type Column } from '../changes/change-builder.ts';
import { Leavings, type RawContext } from '../changes/leavings.ts';
import { type Bytes, defineFormat, type RawRecord } from '../format.ts';
import type { ScannedValue } from '../json-stream.ts';
import { isObject, type Json, type JsonObject, parseBytes } from '../lossless.ts';
import { readRecords, sniffRecords } from '../unwrap/json-records.ts';
import { cellOf, commitStamp, messageOf, tableName, xidOf } from '../wal2json.ts';

const ROW_OPS: Readonly<Record<string, ChangeOp>> = { I: 'insert', U: 'update', D: 'delete', T: 'truncate' };
const ACTIONS = new Set(['B', 'C', 'I', 'U', 'D', 'T', 'M']);
const MEMBERS = new Set(
  'action xid timestamp origin lsn nextlsn schema table columns identity pk transactional prefix content'.split(' '),
);

/** wal2json, format-version 2: one JSON object per change, B and C around each transaction. */
export const format = defineFormat({
  id: 'wal2json-2',
  title: 'wal2json 2',
  kind: 'changes',

  sniff(head) {
    const { outlines, wrapping } = sniffRecords(head);
    const [outline] = outlines;
    if (!outline || !ACTIONS.has(outline.text('action') ?? '')) return null;
    if (outline.names.some((name) => !MEMBERS.has(name))) return null;
    const known = outlines.filter(({ text }) => ACTIONS.has(text('action') ?? ''));
    const named = outlines.filter(({ names }) => names.includes('xid'));
    const xids = named.length === outlines.length ? ' and an xid' : named.length === 0 ? ', none an xid' : '';
    const count =
      outlines.length === 1 ? 'the first record has' : `${known.length} of ${outlines.length} records looked at have`;
    return { title: `wal2json, format 2${wrapping}`, why: `${count} an action${xids}, and no members but wal2json's` };
  },

  async *read(bytes: Bytes): AsyncGenerator<RawRecord> {
    const reader = new Reader();
    for await (const scanned of readRecords(bytes)) {
      if (scanned.type === 'value') yield* reader.take(recordOf(scanned), scanned.offset);
      else if (scanned.type === 'broken') yield reader.leavings.skip(scanned.reason, scanned.offset);
      else {
        yield { type: 'damage', offset: scanned.offset, reason: scanned.reason };
        reader.cut = true;
      }
    }
    yield* reader.end();
  },
});

/** psql may have printed the xid beside the record only. */
function recordOf({ bytes, xid }: ScannedValue): Json | undefined {
  const record = parseBytes(bytes);
  return xid !== undefined && isObject(record) && record.xid === undefined ? { ...record, xid: Number(xid) } : record;
}

/** A transaction being collected. `bounded` = it began with B, so C must end it. */
interface Group {
  readonly xid: string | null;
  readonly bounded: boolean;
  readonly byteOffset: number;
  readonly time: Stamp | null;
  readonly position: string | null;
  readonly context: RawContext[];
  readonly changes: Change[];
}

class Reader {
  readonly leavings = new Leavings();
  /** Set where the input ended inside a record: that damage has been told. */
  cut = false;
  readonly #builder = new ChangeBuilder({ nullsLeftOut: false });
  #group: Group | null = null;

  *take(record: Json | undefined, offset: number): Generator<RawRecord> {
    if (record === undefined) return yield this.leavings.skip('not valid JSON', offset);
    if (!isObject(record) || typeof record.action !== 'string' || !ACTIONS.has(record.action))
      return yield this.leavings.skip('not a wal2json record', offset);
    this.leavings.read();
    if (record.action === 'B') yield* this.#begin(record, offset);
    else if (record.action === 'C') yield* this.#flush();
    else if (record.action === 'M') yield* this.#message(record, offset);
    else yield* this.#change(record, offset);
  }

  *end(): Generator<RawRecord> {
    const group = this.#group;
    if (group?.bounded && !this.cut)
      yield { type: 'damage', offset: group.byteOffset, reason: `the file ends inside transaction ${nameOf(group)}` };
    else if (group && !group.bounded) yield* this.#flush();
    yield* this.leavings.remarks();
  }

  *#begin(record: JsonObject, offset: number): Generator<RawRecord> {
    yield* this.#flush();
    this.#group = newGroup(record, offset, true);
  }

  *#message(record: JsonObject, offset: number): Generator<RawRecord> {
    const message = messageOf(record);
    if (!message || (!this.#group && xidOf(record.xid) === null)) return this.leavings.looseMessage();
    yield* this.#join(record, offset);
    this.#group?.context.push(message);
  }

  *#change(record: JsonObject, offset: number): Generator<RawRecord> {
    const table = tableName(record);
    if (table === null) return yield this.leavings.skip('a change without a table', offset);
    yield* this.#join(record, offset);
    const change = this.#builder.build({
      op: ROW_OPS[record.action as string] as ChangeOp,
      table,
      columns: columnsOf(record.columns),
      identity: columnsOf(record.identity),
      keyNames: Array.isArray(record.pk) ? namesOf(record.pk) : null,
      byteOffset: offset,
    });
    this.#group?.changes.push(change);
    if (this.#group && !this.#group.bounded && this.#group.xid === null) yield* this.#flush();
  }

  /** Leaves the group open that this record belongs to: equal xids are one transaction, also without B and C. */
  *#join(record: JsonObject, offset: number): Generator<RawRecord> {
    const xid = xidOf(record.xid);
    if (this.#group && (xid === null || this.#group.xid === null || this.#group.xid === xid)) return;
    yield* this.#flush();
    this.#group = newGroup(record, offset, false);
  }

  *#flush(): Generator<RawRecord> {
    const group = this.#group;
    this.#group = null;
    if (!group) return;
    const { byteOffset, time, context, changes } = group;
    const record = this.leavings.finish(
      { sourceId: nameOf(group), byteOffset, time, context, changes },
      group.position,
    );
    if (record) yield record;
  }
}

const nameOf = (group: Group): string => group.xid ?? `@${group.byteOffset}`;

function newGroup(record: JsonObject, byteOffset: number, bounded: boolean): Group {
  const lsn = typeof record.lsn === 'string' ? record.lsn : null;
  return {
    xid: xidOf(record.xid),
    bounded,
    byteOffset,
    time: commitStamp(record.timestamp),
    position: lsn,
    context: [],
    changes: [],
  };
}

function columnsOf(columns: Json | undefined): Column[] | null {
  if (!Array.isArray(columns)) return null;
  return columns.filter(isObject).map((column): Column => [String(column.name), cellOf(column.value)]);
}

const namesOf = (columns: Json[]): string[] => columns.filter(isObject).map((column) => String(column.name));
