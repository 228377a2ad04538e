import { isObject, type Json, type JsonObject, parseBytes } from '../../lossless.ts';
import { jsonInside, textOf } from '../values.ts';

/** One event of Debezium, whatever it was wrapped in. Field names as in Debezium's documentation. */
export interface Envelope {
  readonly op: string;
  readonly source: JsonObject;
  readonly before: Json;
  readonly after: Json;
  readonly transactionId: string | null;
  readonly message: JsonObject | null;
  readonly updateDescription: JsonObject | null;
  /** Kafka Connect's schema of a row, where it was sent. */
  readonly rowSchema: JsonObject | null;
  /** The key's columns, where the message's key was printed; of MongoDB a text of Extended JSON under `id`. */
  readonly key: JsonObject | null;
  /** Rows as ExtractNewRecordState leaves them: a deleted row holds NULL in all but its key. */
  readonly isFlat: boolean;
}

/** `other` = a record of Debezium that is no change: transaction bounds, heartbeats, schema changes. */
export type Unwrapped = Envelope | 'other' | null;

export function unwrap(bytes: Uint8Array, key: string | undefined): Unwrapped {
  const record = parseBytes(bytes);
  if (!isObject(record)) return null;
  const columns = keyInside(key);
  if (isObject(record.payload) && (isObject(record.schema) || record.schema === null))
    return fromEnvelope(record.payload, isObject(record.schema) ? record.schema : null, columns);
  if (record.specversion !== undefined) return fromCloudEvent(record, columns);
  return fromEnvelope(record, null, columns);
}

function keyInside(text: string | undefined): JsonObject | null {
  const key = jsonInside(text);
  const columns = isObject(key) && isObject(key.payload) ? key.payload : key;
  return isObject(columns) ? columns : null;
}

function fromEnvelope(record: JsonObject, schema: JsonObject | null, key: Envelope['key']): Unwrapped {
  if (typeof record.op === 'string' && isObject(record.source))
    return {
      op: record.op,
      source: record.source,
      before: record.before ?? null,
      after: record.after ?? null,
      transactionId: isObject(record.transaction) ? textOf(record.transaction.id) : null,
      message: isObject(record.message) ? record.message : null,
      updateDescription: isObject(record.updateDescription) ? record.updateDescription : null,
      rowSchema: rowSchemaOf(schema),
      key,
      isFlat: false,
    };
  if (FLAT_MARKS.some((name) => name in record)) return fromFlatRow(record, schema, key);
  return isOther(record) ? 'other' : null;
}

const isOther = (record: JsonObject): boolean =>
  record.status === 'BEGIN' ||
  record.status === 'END' ||
  'ddl' in record ||
  'tableChanges' in record ||
  Object.keys(record).join() === 'ts_ms';

function rowSchemaOf(schema: JsonObject | null): JsonObject | null {
  if (!schema || !Array.isArray(schema.fields)) return null;
  const rows = schema.fields.filter(isObject).filter(({ field }) => field === 'after' || field === 'before');
  return rows.reduce<JsonObject | null>((most, row) => (fieldCount(row) > fieldCount(most) ? row : most), null);
}

const fieldCount = (schema: JsonObject | null): number => (Array.isArray(schema?.fields) ? schema.fields.length : 0);

/** What ExtractNewRecordState adds with `add.fields`; without any of it a row says neither table nor operation. */
const FLAT_MARKS = ['__op', '__deleted', '__table', '__collection'];

function fromFlatRow(record: JsonObject, schema: JsonObject | null, key: Envelope['key']): Unwrapped {
  const entries = Object.entries(record);
  const row = Object.fromEntries(entries.filter(([name]) => !name.startsWith('__')));
  const marks = Object.fromEntries(
    entries
      .filter(([name]) => name.startsWith('__'))
      .map(([name, value]) => [name.replace(/^__(?:source_)?/, ''), value]),
  );
  const isDeleted = marks.deleted === 'true' || marks.deleted === true;
  const op = isDeleted ? 'd' : textOf(marks.op);
  if (!op || !(textOf(marks.table) ?? textOf(marks.collection))) return null;
  return {
    op,
    source: marks,
    before: op === 'd' ? row : null,
    after: op === 'd' ? null : row,
    transactionId: null,
    message: null,
    updateDescription: null,
    rowSchema: schema,
    key,
    isFlat: true,
  };
}

/**
 * An attribute's name is the field's without `_`; those of the `transaction` block have `tx` before them, so that
 * `txid` is its id and `txId` the database's (CloudEventsConverter, adjustExtensionName).
 */
function fromCloudEvent(record: JsonObject, key: Envelope['key']): Unwrapped {
  const attributes = Object.fromEntries(
    Object.entries(record).flatMap(([name, value]) =>
      name.startsWith('iodebezium') ? [[FIELDS.get(name.slice(10)) ?? name.slice(10), value]] : [],
    ),
  );
  const data = jsonInside(record.data);
  if (!isObject(data) || typeof attributes.op !== 'string') return null;
  const payload = isObject(data.payload) ? data.payload : data;
  const schema = isObject(data.schema) ? data.schema : null;
  const transaction = attributes.txid === undefined ? null : { id: attributes.txid };
  return fromEnvelope({ transaction, ...payload, op: attributes.op, source: attributes }, schema, key);
}

/** Fields of `source` blocks that lost a sign in their attribute's name. */
const FIELDS = new Map(
  'ts_ms ts_us ts_ns commit_lsn change_lsn event_serial_no commit_scn commit_ts_ms'
    .split(' ')
    .map((field) => [field.replaceAll('_', ''), field]),
);
