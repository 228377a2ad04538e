/** Bodies as they are told to others: which properties, of what kind, and no values. */

export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };

/** A schema as OpenAPI 3.1 has it (JSON Schema 2020-12). */
export interface Schema {
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema;
  readonly items?: Schema;
}

/** Objects with more properties than this, or with ids for names, are maps: their names are data. */
const MOST_NAMES = 40;
const DATA_NAME = /^[\d-]+$|^[0-9a-f-]{16,}$|@|masked·|^\d{4}-\d{2}/i;
const FORMATS: readonly (readonly [RegExp, string])[] = [
  [/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}.*$/, 'date-time'],
  [/^\d{4}-\d{2}-\d{2}$/, 'date'],
  [/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i, 'uuid'],
];

/** The schema of one value that was seen: what is null there may be anything. */
export function schemaOf(value: Json): Schema {
  if (value === null) return {};
  if (isArray(value)) return { type: 'array', items: value.map(schemaOf).reduce(merge, {}) };
  if (typeof value === 'object') return objectSchema(value);
  if (typeof value === 'number') return { type: Number.isInteger(value) ? 'integer' : 'number' };
  if (typeof value === 'boolean') return { type: 'boolean' };
  const format = FORMATS.find(([pattern]) => pattern.test(value))?.[1];
  return { type: 'string', ...(format !== undefined && { format }) };
}

function objectSchema(value: { readonly [name: string]: Json }): Schema {
  const names = Object.keys(value);
  if (isMap(names))
    return { type: 'object', additionalProperties: Object.values(value).map(schemaOf).reduce(merge, {}) };
  return { type: 'object', properties: Object.fromEntries(names.map((name) => [name, schemaOf(value[name] ?? null)])) };
}

const isMap = (names: readonly string[]): boolean =>
  names.length > MOST_NAMES || names.some((name) => DATA_NAME.test(name));

/** What fits both: equal parts stay, what differs is left open. */
function merge(a: Schema, b: Schema): Schema {
  if (Object.keys(a).length === 0) return b;
  if (Object.keys(b).length === 0) return a;
  if (a.type !== b.type) return {};
  if (a.properties && b.properties) {
    const names = [...new Set([...Object.keys(a.properties), ...Object.keys(b.properties)])];
    const both = names.map((name) => [name, merge(a.properties?.[name] ?? {}, b.properties?.[name] ?? {})] as const);
    return { type: 'object', properties: Object.fromEntries(both) };
  }
  if (a.items && b.items) return { type: 'array', items: merge(a.items, b.items) };
  return a.format === b.format ? a : { ...(a.type !== undefined && { type: a.type }) };
}

const PLACES: Readonly<Record<string, string>> = {
  'date-time': '2027-01-31T12:00:00Z',
  date: '2027-01-31',
  uuid: '00000000-0000-4000-8000-000000000000',
};
const PLAIN: Readonly<Record<string, Json>> = { string: '…', integer: 0, number: 0, boolean: true };

/** An example of a schema with stand-ins for its values; of lists one item. */
export function sketchOf({ type, format, properties, items }: Schema): Json {
  if (type === 'object')
    return Object.fromEntries(Object.entries(properties ?? {}).map(([name, each]) => [name, sketchOf(each)]));
  if (type === 'array') return [sketchOf(items ?? {})];
  return PLACES[format ?? ''] ?? PLAIN[String(type)] ?? null;
}

const isArray = (value: Json): value is readonly Json[] => Array.isArray(value);

/** What a text body holds, where it is JSON or a form. */
export function readBody(body: { readonly mime: string; readonly text: string | null } | null): Json | undefined {
  if (body?.text == null) return undefined;
  if (/x-www-form-urlencoded/i.test(body.mime)) return Object.fromEntries(new URLSearchParams(body.text));
  try {
    return JSON.parse(body.text) as Json;
  } catch {
    return undefined;
  }
}
