import { lookup } from '../../../shared/lookup.ts';
import type { Cell, Change, ChangeOp, Row, Stamp } from '../../../shared/records.ts';
import { Leavings } from '../changes/leavings.ts';
import { rowOf } from '../changes/rows.ts';
import { stampAt } from '../changes/stamps.ts';
import { digitsOf, jsonText, textOf } from '../changes/values.ts';
import { defineFormat, type RawRecord } from '../format.ts';
import { parseInstant } from '../instant.ts';
import { scanElements } from '../json-elements.ts';
import type { Scanned } from '../json-stream.ts';
import { exactNumber, isObject, type Json, type JsonObject, parseBytes, plainText } from '../lossless.ts';
import { outlineText } from '../outline.ts';
import { readWith, sniffRecords } from '../unwrap/json-records.ts';

const OPS = lookup<ChangeOp>({ INSERT: 'insert', MODIFY: 'update', REMOVE: 'delete' });

/** Records of DynamoDB Streams (docs.aws.amazon.com, API_streams_Record): as get-records, Lambda or Kinesis give them. */
export const format = defineFormat({
  id: 'dynamodb',
  title: 'DynamoDB streams',
  kind: 'changes',

  sniff(head) {
    const { outlines, wrapping } = sniffRecords(head);
    const is = outlines.some((outline) => {
      const [first = ''] = /\{[\s\S]*/.exec(outline.raw('Records') ?? '') ?? [];
      const { names } = outlineText(first, true) ?? outline;
      return names.includes('eventName') && names.includes('dynamodb');
    });
    return is ? { title: `DynamoDB stream${wrapping}`, why: 'a record has eventName and dynamodb' } : null;
  },

  read: (bytes) => readWith(bytes, new Reader()),
});

class Reader {
  readonly #leavings = new Leavings();
  #nameless = 0;

  *take(scanned: Scanned): Generator<RawRecord> {
    if (scanned.type === 'cut') return yield { type: 'damage', offset: scanned.offset, reason: scanned.reason };
    if (scanned.type === 'broken') return yield this.#leavings.skip(scanned.reason, scanned.offset);
    const record = parseBytes(scanned.bytes);
    if (isObject(record) && Array.isArray(record.Records)) yield* this.#batch(record.Records, scanned);
    else yield* this.#record(record, scanned.offset);
  }

  *end(): Generator<RawRecord> {
    yield* this.#leavings.remarks();
    if (this.#nameless > 0)
      yield {
        type: 'remark',
        text: `Records that do not name their table, taken together as "table": ${this.#nameless}.`,
      };
  }

  *#batch(records: readonly Json[], { bytes, offset }: Extract<Scanned, { type: 'value' }>): Generator<RawRecord> {
    const places = [...scanElements(bytes, ['Records'])].flatMap((each) =>
      each.type === 'value' ? [each.offset] : [],
    );
    for (const [at, record] of records.entries()) yield* this.#record(record, offset + (places[at] ?? 0));
  }

  *#record(record: Json | undefined, byteOffset: number): Generator<RawRecord> {
    const change = isObject(record) && isObject(record.dynamodb) ? changeOf(record, record.dynamodb, byteOffset) : null;
    if (!change || !isObject(record) || !isObject(record.dynamodb))
      return yield this.#leavings.skip('not a DynamoDB stream record', byteOffset);
    if (change.table === NAMELESS) this.#nameless++;
    this.#leavings.read();
    const time = stampOf(record.dynamodb);
    const position = textOf(record.dynamodb.SequenceNumber);
    const sourceId = position ?? `@${byteOffset}`;
    const finished = this.#leavings.finish({ sourceId, byteOffset, time, context: [], changes: [change] }, position);
    if (finished) yield finished;
  }
}

const NAMELESS = 'table';

/** Rounded down to the second, or finer where Kinesis says so; a number, or text as the command line prints it. */
function stampOf({
  ApproximateCreationDateTime: at,
  ApproximateCreationDateTimePrecision: precision,
}: JsonObject): Stamp | null {
  const instant = typeof at === 'string' ? parseInstant(at) : null;
  if (instant) return { us: instant.us, resolutionUs: 1_000_000, kind: 'event' };
  const number = Math.floor(Number(digitsOf(at) ?? (typeof at === 'number' ? at : Number.NaN)));
  if (precision === 'MILLISECOND') return stampAt(number * 1_000, 1_000, 'event');
  if (precision === 'MICROSECOND') return stampAt(number, 1, 'event');
  return stampAt(number * 1_000_000, 1_000_000, 'event');
}

function changeOf(record: JsonObject, stream: JsonObject, byteOffset: number): Change | null {
  const op = OPS[plainText(record.eventName)];
  if (!op) return null;
  const key = itemRow(stream.Keys);
  const old = itemRow(stream.OldImage);
  return {
    op,
    table: tableOf(record),
    key,
    before: op === 'insert' ? null : (old ?? key),
    beforeImage: op === 'insert' || (!old && !key) ? 'none' : old ? 'full' : 'key',
    after: op === 'delete' ? null : (itemRow(stream.NewImage) ?? key),
    changed: null,
    byteOffset,
  };
}

const tableOf = (record: JsonObject): string =>
  textOf(record.tableName) ?? /:table\/([^/]+)/.exec(textOf(record.eventSourceARN) ?? '')?.[1] ?? NAMELESS;

function itemRow(item: Json | undefined): Row | null {
  return isObject(item) ? rowOf(Object.entries(item).map(([name, value]) => [name, cellOf(value)])) : null;
}

/** An attribute value: `{"S": "text"}`, `{"N": "12"}`. */
function cellOf(value: Json): Cell {
  const plain = plainValue(value);
  return typeof plain === 'object' && plain !== null && !('digits' in plain) ? jsonText(plain) : (plain as Cell);
}

function plainValue(value: Json): Json {
  if (!isObject(value)) return value;
  const [[type, inner] = ['', null]] = Object.entries(value);
  if (type === 'NULL') return null;
  if (type === 'N' && typeof inner === 'string') return exactNumber(inner);
  if (type === 'NS' && Array.isArray(inner)) return inner.map((each) => exactNumber(plainText(each)));
  if (type === 'L' && Array.isArray(inner)) return inner.map(plainValue);
  if (type === 'M' && isObject(inner))
    return Object.fromEntries(Object.entries(inner).map(([name, member]) => [name, plainValue(member)]));
  return inner;
}
