import type { Cell } from '../../../shared/records.ts';
import { isObject, type Json, plainText } from '../lossless.ts';
import type { Column } from './change-builder.ts';
import { plainJson } from './ejson.ts';
import { cellOfJson, jsonInside } from './values.ts';

/** A document's members; null where it is none. MongoDB's Extended JSON, also as text. */
export function documentColumns(document: Json | undefined): Column[] | null {
  const inside = jsonInside(document);
  const plain = isObject(inside) ? plainJson(inside) : null;
  return isObject(plain) ? Object.entries(plain).map(([name, value]): Column => [name, cellOfJson(value)]) : null;
}

/**
 * What an update says it set (mongodb.com/docs/manual/reference/change-events/update): fields by their dotted paths,
 * removed ones as NULL; of a shortened array only its new length is told. Null where it says nothing.
 */
export function updatedColumns(description: Json | undefined): Column[] | null {
  if (!isObject(description)) return null;
  const removed = listOf(description.removedFields).map((name): Column => [plainText(name), null]);
  const shortened = listOf(description.truncatedArrays)
    .filter(isObject)
    .map(({ field }): Column => [plainText(field), NOT_TOLD]);
  return [...(documentColumns(description.updatedFields) ?? []), ...removed, ...shortened];
}

const NOT_TOLD: Cell = { notCaptured: 'part' };

const listOf = (value: Json | undefined): readonly Json[] => (Array.isArray(value) ? value : []);
