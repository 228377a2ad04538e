import { ExactNumber, isObject, type Json, type JsonObject, plainText } from '../lossless.ts';

/** Careful looks into a HAR entry, whose every field may be missing or of another type. */

/** An empty object where there is none. */
export const objectAt = (from: JsonObject, name: string): JsonObject => {
  const value = from[name];
  return isObject(value) ? value : {};
};

/** An empty list where there is none. */
export const listAt = (from: JsonObject, name: string): readonly Json[] => {
  const value = from[name];
  return Array.isArray(value) ? value : [];
};

/** A string that says something; null for an empty one. */
export const textAt = (from: JsonObject, name: string): string | null => {
  const value = from[name];
  return typeof value === 'string' && value !== '' ? value : null;
};

/** Null where there is none. */
export const numberAt = (from: JsonObject, name: string): number | null => {
  const value = from[name];
  const number = value instanceof ExactNumber ? Number(value.digits) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : null;
};

export type Header = readonly [name: string, value: string];

/** Headers in order, with duplicates; HTTP/2 pseudo headers left out, joined Set-Cookie lines taken apart. */
export function headersOf(message: JsonObject): Header[] {
  const headers: Header[] = [];
  for (const header of listAt(message, 'headers')) {
    const name = isObject(header) ? textAt(header, 'name') : null;
    if (!isObject(header) || name === null || name.startsWith(':')) continue;
    const value = typeof header.value === 'string' ? header.value : plainText(header.value ?? '');
    if (isSetCookie(name)) for (const line of value.split('\n')) headers.push([name, line]);
    else headers.push([name, value]);
  }
  return headers;
}

const isSetCookie = (name: string): boolean => name.length === 10 && name.toLowerCase() === 'set-cookie';

/** The first of that name, whatever its case. */
export function headerValue(headers: readonly Header[], name: string): string | null {
  return headers.find(([other]) => other.length === name.length && other.toLowerCase() === name)?.[1] ?? null;
}
