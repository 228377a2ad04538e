import type { Digits } from '../../shared/records.ts';

/** A JSON number whose digits a double would not give back. */
export class ExactNumber implements Digits {
  readonly digits: string;

  constructor(digits: string) {
    this.digits = digits;
  }
}

export type Json = null | boolean | number | string | ExactNumber | Json[] | JsonObject;
export type JsonObject = { readonly [name: string]: Json };

/**
 * Finds texts that may hold such numbers: 16 or more digits, a fraction that ends in zero, an exponent,
 * a minus zero. It may say yes in vain, as for digits inside strings.
 */
const MAY_BE_INEXACT = /[:,[\s]-?(?:[\d.]{16,}|\d+\.\d*0|[\d.]+[eE][-+]?\d+)[\s,}\]]|[:,[\s]-0[\s,}\]]|^\s*[-\d]/;

/** `JSON.parse` with access to a number's own text (in V8 since 11.4; not in TypeScript's library yet). */
const parseWithSource = JSON.parse as (
  text: string,
  reviver: (key: string, value: unknown, context: { readonly source?: string }) => unknown,
) => unknown;

/** Parses JSON and keeps every number's digits. Throws SyntaxError as JSON.parse does. */
export function parseLossless(text: string): Json {
  if (!MAY_BE_INEXACT.test(text)) return JSON.parse(text) as Json;
  return parseWithSource(text, (_key, value, { source }) =>
    typeof value === 'number' && source !== undefined && !isExact(value, source) ? new ExactNumber(source) : value,
  ) as Json;
}

function isExact(value: number, source: string): boolean {
  return String(value) === source;
}

/** A number from its text, with its digits where a double would lose them. */
export function exactNumber(text: string): number | ExactNumber {
  const value = Number(text);
  return isExact(value, text) ? value : new ExactNumber(text);
}

const QUOTE = 0x22;
const LETTER_F = 0x66;
const LETTER_N = 0x6e;
const LETTER_T = 0x74;

/** The value of a valid text of JSON that is no array and no object. */
export function scalarOf(text: string): null | boolean | number | string | ExactNumber {
  const first = text.charCodeAt(0);
  if (first === QUOTE) return text.includes('\\') ? (JSON.parse(text) as string) : text.slice(1, -1);
  return first === LETTER_N ? null : first === LETTER_T ? true : first === LETTER_F ? false : exactNumber(text);
}

const decoder = new TextDecoder();

/** The same from UTF-8 bytes; undefined where they are not JSON. */
export function parseBytes(bytes: Uint8Array): Json | undefined {
  try {
    return parseLossless(decoder.decode(bytes));
  } catch {
    return undefined;
  }
}

/** JSON from UTF-8 bytes of which no number matters to its last digit; undefined where they are none. */
export function parseRoughly(bytes: Uint8Array, from = 0, to = bytes.length): Json | undefined {
  try {
    return JSON.parse(Buffer.from(bytes.buffer, bytes.byteOffset + from, to - from).toString('utf8')) as Json;
  } catch {
    return undefined;
  }
}

/** True for an object, not for an array, an exact number or null. */
export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof ExactNumber);
}

/** A value as text, objects as JSON. String() would ask an object for its own `toString`, which a file may hold. */
export function plainText(value: Json | undefined): string {
  if (value instanceof ExactNumber) return value.digits;
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value);
}

/** A number's text, shortest form: `12.50` and `12.5` are the same value. */
export function canonicalNumber(value: number | Digits): string {
  const text = typeof value === 'number' ? String(value) : value.digits;
  return /^-?\d+\.\d+$/.test(text) ? text.replace(/\.?0+$/, '') : text;
}
