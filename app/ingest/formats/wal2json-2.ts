import { lookup } from '../../../shared/lookup.ts';
import type { Change, ChangeOp, Stamp } from '../../../shared/records.ts';
import { ChangeBuilder, type Column, type LoggedChange } from '../changes/change-builder.ts';
import { Leavings, type RawContext } from '../changes/leavings.ts';
import { shapedChange } from '../changes/shaped-changes.ts';
import { LineReader, ShapedLine } from '../changes/wal2json-lines.ts';
import { type Bytes, defineFormat, type RawRecord } from '../format.ts';
import type { Scanned, ScannedValue } from '../json-stream.ts';
import { isObject, type Json, type JsonObject, parseBytes, plainText } from '../lossless.ts';
import { readRecordsOfPieces, sniffRecords } from '../unwrap/json-records.ts';
import { cellOf, commitStamp, messageOf, tableName, xidOf } from '../wal2json.ts';

const ROW_OPS = lookup<ChangeOp>({ I: 'insert', U: 'update', D: 'delete', T: 'truncate' });
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

  read: (bytes) => readLog(bytes, shapedChange),
  readLines: (bytes) => readLog(bytes, (line) => line),
});

async function* readLog<C>(bytes: Bytes, keep: (line: ShapedLine) => C): AsyncGenerator<RawRecord<Change | C>> {
  const reader = new Reader(keep);
  const lines = new LineReader();
  for await (const records of readRecordsOfPieces(bytes, (piece, from, to) => lines.parse(piece, from, to)))
    for (const scanned of records) {
      for (const record of reader.see(scanned)) yield record;
    }
  yield* reader.end();
}

/** psql may have printed the xid beside the record only. */
function recordOf({ bytes, value, xid }: ScannedValue<ShapedLine | Json>): ShapedLine | Json | undefined {
  if (xid === undefined) return value ?? parseBytes(bytes);
  const record = parseBytes(bytes);
  return isObject(record) && record.xid === undefined ? { ...record, xid: Number(xid) } : record;
}

const NOTHING: readonly RawRecord<never>[] = [];

/** A transaction being collected. `bounded` = it began with B, so C must end it. */
interface Group<C> {
  readonly xid: string | null;
  readonly bounded: boolean;
  readonly byteOffset: number;
  readonly time: Stamp | null;
  readonly position: string | null;
  readonly context: RawContext[];
  readonly changes: (Change | C)[];
}

class Reader<C> {
  readonly leavings = new Leavings();
  /** Set where the input ended inside a record: that damage has been told. */
  cut = false;
  readonly #builder = new ChangeBuilder({ nullsLeftOut: false });
  /** What becomes of a line that is read by its shape and names its table's primary key. */
  readonly #keep: (line: ShapedLine) => C;
  #group: Group<C> | null = null;

  constructor(keep: (line: ShapedLine) => C) {
    this.#keep = keep;
  }

  see(scanned: Scanned<ShapedLine | Json>): Iterable<RawRecord<Change | C>> {
    if (scanned.type === 'broken') return [this.leavings.skip(scanned.reason, scanned.offset)];
    if (scanned.type === 'cut') {
      this.cut = true;
      return [{ type: 'damage', offset: scanned.offset, reason: scanned.reason }];
    }
    const record = recordOf(scanned);
    return record instanceof ShapedLine ? this.#shaped(record, scanned.offset) : this.take(record, scanned.offset);
  }

  /** The commonest lines, without a generator for each. */
  #shaped(line: ShapedLine, offset: number): Iterable<RawRecord<Change | C>> {
    this.leavings.read();
    if (line.shape.action === 'C') return this.#flush();
    if (line.shape.action === 'B') {
      const before = this.#flush();
      this.#group = newGroup(line, offset, true);
      return before;
    }
    const before = this.#join(line, offset);
    line.byteOffset = offset;
    this.#group?.changes.push(line.shape.keyNames === null ? this.#builder.build(loggedOf(line)) : this.#keep(line));
    return this.#group?.bounded === false && line.xid === null ? [...before, ...this.#flush()] : before;
  }

  *take(record: Json | undefined, offset: number): Generator<RawRecord<Change | C>> {
    if (record === undefined) return yield this.leavings.skip('not valid JSON', offset);
    if (!isObject(record) || typeof record.action !== 'string' || !ACTIONS.has(record.action))
      return yield this.leavings.skip('not a wal2json record', offset);
    this.leavings.read();
    if (record.action === 'B') yield* this.#begin(record, offset);
    else if (record.action === 'C') yield* this.#flush();
    else if (record.action === 'M') yield* this.#message(record, offset);
    else yield* this.#change(record, offset);
  }

  *end(): Generator<RawRecord<Change | C>> {
    const group = this.#group;
    if (group?.bounded && !this.cut)
      yield { type: 'damage', offset: group.byteOffset, reason: `the file ends inside transaction ${nameOf(group)}` };
    else if (group && !group.bounded) yield* this.#flush();
    yield* this.leavings.remarks();
  }

  *#begin(record: JsonObject, offset: number): Generator<RawRecord<Change | C>> {
    yield* this.#flush();
    this.#group = newGroup(marksOf(record), offset, true);
  }

  *#message(record: JsonObject, offset: number): Generator<RawRecord<Change | C>> {
    const message = messageOf(record);
    if (!message || (!this.#group && xidOf(record.xid) === null)) return this.leavings.looseMessage();
    yield* this.#join(marksOf(record), offset);
    this.#group?.context.push(message);
  }

  *#change(record: JsonObject, offset: number): Generator<RawRecord<Change | C>> {
    const table = tableName(record);
    if (table === null) return yield this.leavings.skip('a change without a table', offset);
    yield* this.#join(marksOf(record), offset);
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
  #join(marks: Marks, offset: number): readonly RawRecord<Change | C>[] {
    const { xid } = marks;
    if (this.#group && (xid === null || this.#group.xid === null || this.#group.xid === xid)) return NOTHING;
    const before = this.#flush();
    this.#group = newGroup(marks, offset, false);
    return before;
  }

  #flush(): readonly RawRecord<Change | C>[] {
    const group = this.#group;
    this.#group = null;
    if (!group) return NOTHING;
    const { byteOffset, time, context, changes } = group;
    const record = this.leavings.finish(
      { sourceId: nameOf(group), byteOffset, time, context, changes },
      group.position,
    );
    return record ? [record] : NOTHING;
  }
}

const nameOf = (group: Group<unknown>): string => group.xid ?? `@${group.byteOffset}`;

/** What places a line: as the log wrote it. */
type Marks = Pick<ShapedLine, 'xid' | 'timestamp' | 'lsn'>;

const marksOf = ({ xid, timestamp, lsn }: JsonObject): Marks => ({
  xid: xidOf(xid),
  timestamp: typeof timestamp === 'string' ? timestamp : null,
  lsn: typeof lsn === 'string' ? lsn : null,
});

function newGroup<C>({ xid, timestamp, lsn }: Marks, byteOffset: number, bounded: boolean): Group<C> {
  return { xid, bounded, byteOffset, time: commitStamp(timestamp), position: lsn, context: [], changes: [] };
}

function loggedOf({ shape, cells, byteOffset }: ShapedLine): LoggedChange {
  const { op, table, columns, identity, keyNames } = shape;
  const rest = columns?.length ?? 0;
  return {
    op: op as ChangeOp,
    table: table as string,
    columns: columns?.map((name, at): Column => [name, cells[at] ?? null]) ?? null,
    identity: identity?.map((name, at): Column => [name, cells[rest + at] ?? null]) ?? null,
    keyNames,
    byteOffset,
  };
}

function columnsOf(columns: Json | undefined): Column[] | null {
  if (!Array.isArray(columns)) return null;
  return columns.filter(isObject).map((column): Column => [plainText(column.name), cellOf(column.value)]);
}

const namesOf = (columns: Json[]): string[] => columns.filter(isObject).map((column) => plainText(column.name));
