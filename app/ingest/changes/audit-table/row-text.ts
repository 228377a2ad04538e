import type { Cell, Row } from '../../../../shared/records.ts';
import { isObject, type Json } from '../../lossless.ts';
import { cellOfJson, jsonInside } from '../values.ts';
import { yamlObject } from './yaml-text.ts';

/** A row inside a cell: a JSON object, JSON text, hstore's text (PostgreSQL) or YAML (Ruby); null where it is none. */
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
  return value.startsWith('---') ? yamlObject(value) : null;
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
