import { isObject, type Json, type JsonObject, parseBytes, parseLossless } from '../../lossless.ts';
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
  /** Names of the key's columns, where the message's key was printed. */
  readonly keyNames: readonly string[] | null;
  /** Rows as ExtractNewRecordState leaves them: a deleted row holds NULL in all but its key. */
  readonly isFlat: boolean;
}

/** `other` = a record of Debezium that is no change: transaction bounds, heartbeats, schema changes. */
export type Unwrapped = Envelope | 'other' | null;

export function unwrap(bytes: Uint8Array, key: string | undefined): Unwrapped {
  const record = parseBytes(bytes);
  if (!isObject(record)) return null;
  const keyNames = key === undefined ? null : keyNamesOf(key);
  if (isObject(record.payload) && (isObject(record.schema) || record.schema === null))
    return fromEnvelope(record.payload, isObject(record.schema) ? record.schema : null, keyNames);
  if (record.specversion !== undefined) return fromCloudEvent(record, keyNames);
  return fromEnvelope(record, null, keyNames);
}

function keyNamesOf(text: string): string[] | null {
  try {
    const key = parseLossless(text);
    const columns = isObject(key) && isObject(key.payload) ? key.payload : key;
    return isObject(columns) ? Object.keys(columns) : null;
  } catch {
    return null;
  }
}

function fromEnvelope(record: JsonObject, schema: JsonObject | null, keyNames: Envelope['keyNames']): Unwrapped {
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
      keyNames,
      isFlat: false,
    };
  if (FLAT_MARKS.some((name) => name in record)) return fromFlatRow(record, schema, keyNames);
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
const FLAT_MARKS = ['__op', '__deleted', '__table'];

function fromFlatRow(record: JsonObject, schema: JsonObject | null, keyNames: Envelope['keyNames']): Unwrapped {
  const entries = Object.entries(record);
  const row = Object.fromEntries(entries.filter(([name]) => !name.startsWith('__')));
  const marks = Object.fromEntries(
    entries
      .filter(([name]) => name.startsWith('__'))
      .map(([name, value]) => [name.replace(/^__(?:source_)?/, ''), value]),
  );
  const isDeleted = marks.deleted === 'true' || marks.deleted === true;
  const op = isDeleted ? 'd' : textOf(marks.op);
  if (!op || !textOf(marks.table)) return null;
  return {
    op,
    source: marks,
    before: op === 'd' ? row : null,
    after: op === 'd' ? null : row,
    transactionId: null,
    message: null,
    updateDescription: null,
    rowSchema: schema,
    keyNames,
    isFlat: true,
  };
}

/** Attributes are lower-case by CloudEvents' rules; Debezium has written `txId`, too. */
function fromCloudEvent(record: JsonObject, keyNames: Envelope['keyNames']): Unwrapped {
  const attributes = Object.fromEntries(
    Object.entries(record).flatMap(([name, value]) =>
      name.startsWith('iodebezium') ? [[name.slice('iodebezium'.length), value]] : [],
    ),
  );
  const data = jsonInside(record.data);
  if (!isObject(data) || typeof attributes.op !== 'string') return null;
  const payload = isObject(data.payload) ? data.payload : data;
  const { tsms = null, tsus = null, txid = attributes.txId ?? null } = attributes;
  const source = { ...attributes, ts_ms: tsms, ts_us: tsus, txId: txid };
  const schema = isObject(data.schema) ? data.schema : null;
  return fromEnvelope({ ...payload, op: attributes.op, source }, schema, keyNames);
}
