import { lookup } from '../../../../shared/lookup.ts';
import type { Cell } from '../../../../shared/records.ts';
import { exactNumber } from '../../lossless.ts';
import { unescaped, unescapedByMariaDb } from './quoted.ts';
import type { ColumnShape } from './tables.ts';

/** A value as mysqlbinlog -v prints it; the text is Latin-1, so that every byte is one character. */

/** The comment that -vv adds behind a value. */
const TYPE = / \/\* (.+?) meta=\d+ nullable=[01] is_null=[01] \*\/\s*$/;
const NUMBER = /^-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/;
const NEGATIVE = /^(-\d+) \((\d+)\)$/;

/** True where mysqlbinlog could not print the value, after which it gives up the row. */
export const isUnprinted = (printed: string): boolean => printed.startsWith("!! Don't know how to handle");

/** A part of a JSON value was set: `JSON_REPLACE(@13, '$.s', 'x')`. */
export const isPartial = (printed: string): boolean => /^JSON_\w+\(/.test(printed);

/** No part of a JSON value was set: `@13`. */
export const isUnmoved = (printed: string): boolean => /^@\d+(?: \/\*|\s*$)/.test(printed);

/** Without `column`, which tells the sign, `-1 (18446744073709551615)` is taken for -1. */
export function cellOf(printed: string, column: ColumnShape | undefined, isMariaDb: boolean): Cell {
  const type = TYPE.exec(printed)?.[1] ?? column?.type ?? '';
  const text = printed.replace(TYPE, '').trim();
  if (text === 'NULL') return null;
  const [, signed, unsigned] = NEGATIVE.exec(text) ?? [];
  if (signed !== undefined) return exactNumber(column?.isUnsigned ? (unsigned ?? signed) : signed);
  if (text.startsWith("b'")) return setOf(text.slice(2, -1), column);
  if (text.startsWith("'")) return quotedOf(text.slice(1, text.lastIndexOf("'")), type, column, isMariaDb);
  if (!NUMBER.test(text)) return text;
  if (type.startsWith('TIMESTAMP')) return momentOf(text);
  return column?.type === 'ENUM' ? labelOf(text, column) : exactNumber(text);
}

/** An ENUM is printed as the place of its label; 0 is the empty text of a value that is none of them. */
const labelOf = (number: string, { labels }: ColumnShape): Cell =>
  number === '0' ? '' : (labels[Number(number) - 1] ?? exactNumber(number));

/** A SET is printed as bits, the first label last. */
function setOf(bits: string, column: ColumnShape | undefined): string {
  if (column?.type !== 'SET' || column.labels.length === 0) return bits;
  return column.labels.filter((_label, at) => bits.at(-1 - at) === '1').join(',');
}

function quotedOf(quoted: string, type: string, column: ColumnShape | undefined, isMariaDb: boolean): string {
  const bytes = Buffer.from(isMariaDb ? unescapedByMariaDb(quoted) : unescaped(quoted), 'latin1');
  const text = textOf(bytes, column?.charset ?? null);
  return type === '' || /^DATE\b/.test(type) ? dateOf(text) : text;
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** Other character sets in use, by their names outside of MySQL. */
const ENCODINGS = lookup<string>({
  latin1: 'windows-1252',
  latin2: 'iso-8859-2',
  latin5: 'iso-8859-9',
  cp1250: 'windows-1250',
  cp1251: 'windows-1251',
  koi8r: 'koi8-r',
  greek: 'iso-8859-7',
  hebrew: 'iso-8859-8',
  gbk: 'gbk',
  gb2312: 'gbk',
  gb18030: 'gb18030',
  big5: 'big5',
  sjis: 'shift_jis',
  ujis: 'euc-jp',
  euckr: 'euc-kr',
});

/** Bytes that are no text are a BLOB's: shown in hex. */
function textOf(bytes: Buffer, charset: string | null): string {
  const encoding = charset === null ? undefined : ENCODINGS[charset];
  try {
    return (encoding === undefined ? utf8 : new TextDecoder(encoding, { fatal: true })).decode(bytes);
  } catch {
    return bytes.toString('hex');
  }
}

/** DATE has colons: `2024:02:29`. */
const dateOf = (text: string): string => text.replace(/^(\d{4}):(\d\d):(\d\d)$/, '$1-$2-$3');

/** Seconds of the epoch, with a fraction. */
function momentOf(seconds: string): string {
  const [whole = '0', fraction] = seconds.split('.');
  const at = new Date(Number(whole) * 1000);
  return Number.isNaN(at.getTime()) ? seconds : `${at.toISOString().slice(0, 19)}${fraction ? `.${fraction}` : ''}Z`;
}
