import { lookup } from '../../../../shared/lookup.ts';
import type { Cell } from '../../../../shared/records.ts';
import { exactNumber, isObject, type Json, type JsonObject, plainText } from '../../lossless.ts';
import type { Column } from '../change-builder.ts';
import { plainJson } from '../ejson.ts';
import { cellOfJson, digitsOf, jsonInside } from '../values.ts';

/** What stands for a value that PostgreSQL stored out of line and did not log; for bytea in base64. */
const UNAVAILABLE = '__debezium_unavailable_value';
const UNAVAILABLE_BYTES = Buffer.from(UNAVAILABLE).toString('base64');

/** A row's columns; values by Kafka Connect's schema where there is one, else as they were written. */
export function columnsOf(row: Json, schema: JsonObject | null): Column[] | null {
  const plain = jsonInside(row);
  if (!isObject(plain)) return null;
  // MongoDB's rows are texts of Extended JSON.
  const members = typeof row === 'string' ? plainJson(plain) : plain;
  const types = fieldTypes(schema);
  return Object.entries(members as JsonObject).map(([name, value]): Column => [name, cellOf(value, types.get(name))]);
}

function fieldTypes(schema: JsonObject | null): ReadonlyMap<string, JsonObject> {
  const fields = Array.isArray(schema?.fields) ? schema.fields.filter(isObject) : [];
  return new Map(fields.map((field) => [plainText(field.field), field]));
}

function cellOf(value: Json, type: JsonObject | undefined): Cell {
  if (isUnavailable(value)) return { notCaptured: 'toast' };
  if (isObject(value) && typeof value.scale === 'number' && typeof value.value === 'string')
    return decimal(value.value, value.scale);
  const name = typeof type?.name === 'string' ? type.name : '';
  if (name.endsWith('.data.Decimal') && typeof value === 'string') return decimal(value, scaleOf(type));
  return timeText(value, name) ?? cellOfJson(value);
}

function isUnavailable(value: Json): boolean {
  if (Array.isArray(value)) return value.length === 1 && value[0] === UNAVAILABLE;
  return value === UNAVAILABLE || value === UNAVAILABLE_BYTES;
}

const scaleOf = (type: JsonObject | undefined): number =>
  isObject(type?.parameters) ? Number(type.parameters.scale ?? 0) : 0;

/** Base64 of a big-endian two's complement number without its decimal point (Kafka Connect's Decimal). */
function decimal(base64: string, scale: number): Cell {
  const hex = Buffer.from(base64, 'base64').toString('hex');
  if (hex === '' || !(scale >= 0 && scale < 1000)) return base64;
  const unsigned = BigInt(`0x${hex}`);
  const value = BigInt.asIntN(hex.length * 4, unsigned);
  const digits = (value < 0n ? -value : value).toString().padStart(scale + 1, '0');
  const sign = value < 0n ? '-' : '';
  const whole = digits.slice(0, digits.length - scale);
  return exactNumber(scale === 0 ? sign + digits : `${sign}${whole}.${digits.slice(-scale)}`);
}

/** Units of a second by the name of the schema. */
const TIME_UNITS = lookup<bigint>({
  'io.debezium.time.Timestamp': 1_000n,
  'io.debezium.time.MicroTimestamp': 1_000_000n,
  'io.debezium.time.NanoTimestamp': 1_000_000_000n,
  'org.apache.kafka.connect.data.Timestamp': 1_000n,
});
const DAYS = new Set(['io.debezium.time.Date', 'org.apache.kafka.connect.data.Date']);

/** ISO 8601; null where the column is no moment. */
function timeText(value: Json, name: string): string | null {
  const digits = digitsOf(value);
  if (digits === null) return null;
  if (DAYS.has(name)) return isoOf(BigInt(digits) * 86_400n, 0n, 0)?.slice(0, 10) ?? null;
  const unit = TIME_UNITS[name];
  if (unit === undefined) return null;
  const units = BigInt(digits);
  const part = ((units % unit) + unit) % unit;
  return isoOf((units - part) / unit, part, unit.toString().length - 1);
}

function isoOf(seconds: bigint, part: bigint, width: number): string | null {
  const ms = Number(seconds) * 1000;
  if (Math.abs(ms) > 8.64e15) return null;
  const fraction = part === 0n ? '' : `.${part.toString().padStart(width, '0').replace(/0+$/, '')}`;
  return new Date(ms).toISOString().slice(0, 19) + fraction;
}
