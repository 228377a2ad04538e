import type { Cell, Row } from '../../../../shared/records.ts';
import { exactNumber, isObject, type Json } from '../../lossless.ts';
import { cellOfJson, jsonInside } from '../values.ts';

/** A row inside a cell: a JSON object, JSON text, hstore's text (PostgreSQL) or flat YAML (Ruby); null where it is none. */
export function rowInside(value: Json | undefined): Row | null {
  const object = objectInside(value);
  return object && Object.fromEntries(Object.entries(object).map(([name, member]) => [name, cellOfJson(member)]));
}

/** `{"name": ["old", "new"]}` in the same forms. */
export function diffInside(value: Json | undefined): ReadonlyMap<string, readonly [old: Cell, now: Cell]> | null {
  const object = objectInside(value);
  if (!object) return null;
  const pairs = Object.entries(object).flatMap(([name, pair]): [string, readonly [Cell, Cell]][] =>
    Array.isArray(pair) && pair.length === 2 ? [[name, [cellOfJson(pair[0]), cellOfJson(pair[1])]]] : [],
  );
  return pairs.length === 0 ? null : new Map(pairs);
}

function objectInside(value: Json | undefined): { readonly [name: string]: Json } | null {
  if (isObject(value)) return value;
  if (typeof value !== 'string' || value === '') return null;
  const json = jsonInside(value);
  if (isObject(json)) return json;
  if (typeof json === 'string' && json !== value) return objectInside(json);
  if (value.startsWith('"')) return hstore(value);
  return value.startsWith('---') ? flatYaml(value) : null;
}

const PAIR = /\s*"((?:[^"\\]|\\.)*)"=>(?:NULL|"((?:[^"\\]|\\.)*)")\s*(?:,|$)/gy;

/** `"id"=>"7", "note"=>NULL`: all values are text. */
function hstore(text: string): { [name: string]: Json } | null {
  const entries: [string, Json][] = [];
  PAIR.lastIndex = 0;
  let end = 0;
  for (let match = PAIR.exec(text); match; match = PAIR.exec(text)) {
    entries.push([unescaped(match[1] ?? ''), match[2] === undefined ? null : unescaped(match[2])]);
    end = PAIR.lastIndex;
  }
  return end === text.length ? Object.fromEntries(entries) : null;
}

const unescaped = (text: string): string => text.replace(/\\(.)/g, '$1');

/** One level, and lists of two: what PaperTrail writes by default. What is deeper is left as text. */
function flatYaml(text: string): { [name: string]: Json } {
  const object: { [name: string]: Json } = {};
  let name = '';
  for (const line of text.split('\n').slice(1)) {
    const [, key, value = ''] = /^([\w"'.-]+):(?: (.*))?$/.exec(line) ?? [];
    const item = /^- ?(.*)$/.exec(line)?.[1];
    if (key !== undefined) {
      name = key.replace(/^["']|["']$/g, '');
      object[name] = scalar(value);
    } else if (item !== undefined) {
      const list = object[name];
      object[name] = [...(Array.isArray(list) ? list : []), scalar(item)];
    }
  }
  return object;
}

function scalar(text: string): Json {
  // Ruby marks some values with their class.
  const plain = text.replace(/^!ruby\/\S+ ?|^&\d+ |^!\S* /, '').trim();
  if (plain === '' || plain === '~' || plain === 'null') return null;
  if (plain === 'true' || plain === 'false') return plain === 'true';
  if (/^'.*'$/.test(plain)) return plain.slice(1, -1).replaceAll("''", "'");
  if (/^".*"$/.test(plain)) return jsonInside(plain) ?? plain;
  return /^-?\d+(?:\.\d+)?$/.test(plain) ? exactNumber(plain) : plain;
}
