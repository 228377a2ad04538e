import type { Cell } from '../../../shared/records.ts';
import { ExactNumber, type Json, parseLossless } from '../lossless.ts';

/** In V8 since 11.4; not in TypeScript's library yet. */
const rawJson = (JSON as unknown as { rawJSON(text: string): unknown }).rawJSON;

/** JSON text with every number's digits. */
export const jsonText = (value: Json): string =>
  JSON.stringify(value, (_name, item: unknown) => (item instanceof ExactNumber ? rawJson(item.digits) : item));

/** A value as a cell: objects and arrays as JSON text. */
export function cellOfJson(value: Json | undefined): Cell {
  if (value === undefined || value === null) return null;
  if (typeof value !== 'object' || value instanceof ExactNumber) return value;
  return jsonText(value);
}

/** JSON inside a text; undefined where it is none. */
export function jsonInside(value: Json | undefined): Json | undefined {
  if (typeof value !== 'string') return value;
  try {
    return parseLossless(value);
  } catch {
    return undefined;
  }
}

/** A whole number as text, however it is written; null for anything else. */
export function digitsOf(value: Json | undefined): string | null {
  const text = typeof value === 'number' ? String(value) : value instanceof ExactNumber ? value.digits : value;
  // Without an end a text of digits would keep a processor busy for minutes; no log counts so far.
  return typeof text === 'string' && /^-?\d{1,40}$/.test(text) ? text : null;
}

export const textOf = (value: Json | undefined): string | null =>
  typeof value === 'string' && value !== '' ? value : null;
