import type { Cell } from '../../../../shared/records.ts';
import { exactNumber } from '../../lossless.ts';

/** A value as mysqlbinlog -v prints it; the text is Latin-1, so that every byte is one character. */

/** The comment that -vv adds behind a value. */
const TYPE = / \/\* (.+?) meta=\d+ nullable=[01] is_null=[01] \*\/\s*$/;
const NUMBER = /^-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/;
const NEGATIVE = /^(-\d+) \((\d+)\)$/;

/** `isUnsigned` = the column is known to be; without that `-1 (18446744073709551615)` is taken for -1. */
export function cellOf(printed: string, isUnsigned: boolean): Cell {
  const type = TYPE.exec(printed)?.[1] ?? '';
  const text = printed.replace(TYPE, '').trim();
  if (text === 'NULL') return null;
  const [, signed, unsigned] = NEGATIVE.exec(text) ?? [];
  if (signed !== undefined) return exactNumber(isUnsigned ? (unsigned ?? signed) : signed);
  if (text.startsWith("b'")) return text.slice(2, -1);
  if (text.startsWith("'")) return dateOf(textOf(text.slice(1, text.lastIndexOf("'"))));
  if (type.startsWith('TIMESTAMP') && NUMBER.test(text)) return momentOf(text);
  return NUMBER.test(text) ? exactNumber(text) : text;
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** Bytes that are no UTF-8 are a BLOB's: shown in hex. */
function textOf(quoted: string): string {
  const bytes = Buffer.from(unescaped(quoted), 'latin1');
  try {
    return utf8.decode(bytes);
  } catch {
    return bytes.toString('hex');
  }
}

/** MariaDB escapes control characters only, MySQL quotes and backslashes, too. */
const unescaped = (text: string): string =>
  text.replace(/\\x([\da-f]{2})/g, (_all, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));

/** DATE has colons: `2024:02:29`. */
const dateOf = (text: string): string => text.replace(/^(\d{4}):(\d\d):(\d\d)$/, '$1-$2-$3');

/** Seconds of the epoch, with a fraction. */
function momentOf(seconds: string): string {
  const [whole = '0', fraction] = seconds.split('.');
  const at = new Date(Number(whole) * 1000);
  return Number.isNaN(at.getTime()) ? seconds : `${at.toISOString().slice(0, 19)}${fraction ? `.${fraction}` : ''}Z`;
}
