import type { Cell } from '../../../shared/records.ts';
import { exactNumber } from '../lossless.ts';
import type { Column } from './change-builder.ts';

/** The text form of rows that PostgreSQL's test_decoding writes (contrib/test_decoding/test_decoding.c). */

const IDENTIFIER = /"(?:[^"]|"")*"|[^\s."[,:]+/y;
const VALUE = /(null|unchanged-toast-datum|true|false)(?=\s|$)|B'([01]*)'|'((?:[^']|'')*)'|(\S+)/y;
const NUMBER = /^-?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;

const unquoted = (identifier: string): string =>
  identifier.startsWith('"') ? identifier.slice(1, -1).replaceAll('""', '"') : identifier;

/** `public.orders, "a.b"."C"` → names without quotes, and where the list ends. */
export function tablesAt(text: string, from: number): { readonly tables: readonly string[]; readonly end: number } {
  const tables: string[] = [];
  let parts: string[] = [];
  let at = from;
  for (;;) {
    IDENTIFIER.lastIndex = at;
    const found = IDENTIFIER.exec(text);
    if (!found) return { tables, end: at };
    parts.push(unquoted(found[0]));
    at = IDENTIFIER.lastIndex;
    if (text[at] === '.') at++;
    else {
      tables.push(parts.join('.'));
      parts = [];
      if (text[at] !== ',') return { tables, end: at };
      at = text[at + 1] === ' ' ? at + 2 : at + 1;
    }
  }
}

/** `id[integer]:1 name[text]:'it''s'` → columns; null where the text is no row. */
export function columnsOf(text: string): Column[] | null {
  const columns: Column[] = [];
  for (let at = 0; at < text.length; ) {
    const column = columnAt(text, at);
    if (!column) return null;
    columns.push(column.column);
    at = column.end;
  }
  return columns;
}

function columnAt(text: string, from: number): { readonly column: Column; readonly end: number } | null {
  const at = text[from] === ' ' ? from + 1 : from;
  IDENTIFIER.lastIndex = at;
  const name = text[at] === '"' ? IDENTIFIER.exec(text)?.[0] : text.slice(at, text.indexOf('[', at));
  if (!name) return null;
  const typeFrom = at + name.length;
  const typeTo = text.indexOf(']:', typeFrom);
  if (text[typeFrom] !== '[' || typeTo < 0) return null;
  VALUE.lastIndex = typeTo + 2;
  const value = VALUE.exec(text);
  if (!value) return null;
  return { column: [unquoted(name), cellOf(value, text.slice(typeFrom + 1, typeTo))], end: VALUE.lastIndex };
}

function cellOf([, word, bits, quoted, bare = '']: RegExpExecArray, type: string): Cell {
  if (word === 'null') return null;
  if (word === 'unchanged-toast-datum') return { notCaptured: 'toast' };
  if (word !== undefined) return word === 'true';
  if (bits !== undefined) return bits;
  if (quoted === undefined) return NUMBER.test(bare) ? exactNumber(bare) : bare;
  const text = quoted.replaceAll("''", "'");
  // wal2json leaves the prefix out, too.
  return type === 'bytea' && text.startsWith('\\x') ? text.slice(2) : text;
}
