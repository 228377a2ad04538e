import { ExactNumber, isObject, type Json, type JsonObject, plainText } from '../lossless.ts';

/** The attributes of a span or a resource by name: texts, numbers as their digits, lists of texts. */
export type Attributes = ReadonlyMap<string, readonly string[]>;

/** Reads `[{key, value: {stringValue | intValue | … | arrayValue}}]` (OTLP, JSON mapping of AnyValue). */
export function attributesOf(holder: JsonObject): Attributes {
  const list = Array.isArray(holder.attributes) ? holder.attributes : [];
  return new Map(
    list.filter(isObject).map(({ key, value }) => [plainText(key), isObject(value) ? textsOf(value) : []] as const),
  );
}

function textsOf(value: JsonObject): string[] {
  const { arrayValue } = value;
  if (isObject(arrayValue) && Array.isArray(arrayValue.values))
    return arrayValue.values.filter(isObject).flatMap(textsOf);
  const text = scalarText(value.stringValue ?? value.intValue ?? value.doubleValue ?? value.boolValue);
  return text === null ? [] : [text];
}

/** A text, or a number's or boolean's text; null for anything else. */
export function scalarText(value: Json | undefined): string | null {
  if (typeof value === 'string') return value;
  if (value instanceof ExactNumber) return value.digits;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : null;
}

/** The first of these names that has a text: semantic conventions rename attributes. */
export function firstOf(attributes: Attributes, ...names: string[]): string | null {
  for (const name of names) {
    const text = attributes.get(name)?.[0];
    if (text !== undefined && text !== '') return text;
  }
  return null;
}
