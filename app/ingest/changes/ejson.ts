import { exactNumber, isObject, type Json, type JsonObject } from '../lossless.ts';

/**
 * MongoDB Extended JSON, canonical and relaxed (github.com/mongodb/specifications, extended-json), as plain JSON:
 * ids and decimals as text, numbers with their digits, dates as ISO 8601 in UTC.
 */
export function plainJson(value: Json): Json {
  if (Array.isArray(value)) return value.map(plainJson);
  if (!isObject(value)) return value;
  const [[name, inner] = ['', null], second] = Object.entries(value);
  if (second === undefined && name.startsWith('$')) return plainValue(name, inner);
  if (name === '$numberDouble') return plainValue(name, inner);
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, plainJson(member)]));
}

function plainValue(name: string, inner: Json): Json {
  if (name === '$numberLong' || name === '$numberInt' || name === '$numberDouble' || name === '$numberDecimal')
    return typeof inner === 'string' && /^-?[\d.]/.test(inner) ? exactNumber(inner) : inner;
  if (name === '$date') return dateText(inner);
  if (name === '$binary' && isObject(inner)) return inner.base64 ?? null;
  if (name === '$uuid' || name === '$oid' || name === '$symbol') return inner;
  return isObject(inner) ? { [name]: plainJson(inner) } : inner;
}

/** Relaxed: ISO text; canonical: milliseconds; version 1: a number. */
function dateText(inner: Json): Json {
  const ms = isObject(inner) ? Number((inner as JsonObject).$numberLong) : Number(inner);
  if (typeof inner === 'string' && Number.isNaN(ms)) return inner;
  return Math.abs(ms) <= 8.64e15 ? new Date(ms).toISOString() : inner;
}
