import { RecentTexts } from '../../../shared/recent-texts.ts';
import { isObject, type Json } from '../lossless.ts';
import { ownText } from '../own-text.ts';
import { type Header, headersIn, KnownHeaders } from './fields.ts';

const NAME = '"headers"';
const BACKSLASH = 0x5c;
const COLON = 0x3a;
const COMMA = 0x2c;
const OPEN_BRACE = 0x7b;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;

/** A header as it stands in a file, `{"name":"Accept","value":"*\/*"}`. */
interface Line {
  readonly length: number;
  /** What it says; none for a pseudo header, several for joined cookies. */
  readonly headers: readonly Header[];
  readonly number: number;
}

/** A power of two. */
const SLOTS = 2_048;
const LONGEST_LINE = 2_048;
const LONGEST_LIST = 8_192;

/**
 * Parses entries without parsing their headers, the larger part of most: of recorded runs, four of five lines of headers
 * and half of the requests' lists or more were seen before. They are known by their own text, and every entry that has
 * them holds the same objects, by which what comes after knows them, too.
 */
export class EntryParser {
  readonly #lines = new RecentTexts<Line>(SLOTS, LONGEST_LINE);
  readonly #requests = new RecentTexts<Header[]>(SLOTS, LONGEST_LIST);
  readonly #lists: (Header[] | undefined)[] = Array.from({ length: SLOTS });
  #count = 0;
  /** Where the list that was read last ends. */
  #end = 0;

  /** Undefined where the bytes are not JSON. */
  readonly parse = (piece: Uint8Array, from = 0, to = piece.length): Json | undefined => {
    const text = Buffer.from(piece.buffer, piece.byteOffset + from, to - from).toString('utf8');
    try {
      return this.#withoutHeaders(text) ?? (JSON.parse(text) as Json);
    } catch {
      return undefined;
    }
  };

  /**
   * Parses what is left when a number stands for each list of headers; null where a list cannot be told. A quote that
   * is not escaped begins or ends a string, and behind its end no word follows: so this is a member wherever it stands.
   */
  #withoutHeaders(text: string): Json | null {
    const lists: Header[][] = [];
    let rest = '';
    let from = 0;
    for (let at = text.indexOf(NAME); at >= 0 && lists.length < 2; at = text.indexOf(NAME, from)) {
      const open = text.charCodeAt(at - 1) === BACKSLASH ? -1 : listStart(text, at + NAME.length);
      const list = open < 0 ? null : lists.length === 0 ? this.#request(text, open + 1) : this.#list(text, open + 1);
      if (list === null) return null;
      rest += text.slice(from, open) + lists.length;
      lists.push(list);
      from = this.#end;
    }
    // A list elsewhere, or more of them: not an entry as others are.
    if (text.indexOf(NAME, from) >= 0) return null;
    const entry = JSON.parse(rest + text.slice(from)) as Json;
    const sides = isObject(entry) ? [entry.request, entry.response] : [];
    return sides.filter((side) => putBack(side, lists)).length === lists.length ? entry : null;
  }

  /** Also looks for the whole list at once. */
  #request(text: string, from: number): Header[] | null {
    const end = text.indexOf('}]', from) + 2;
    const whole = text.slice(from, end);
    const known = this.#requests.get(whole);
    if (known) {
      this.#end = end;
      return known;
    }
    const list = this.#list(text, from);
    if (list && this.#end === end) this.#requests.set(ownText(whole), list);
    return list;
  }

  /** Reads a list; null where it holds more than objects without objects in them. */
  #list(text: string, from: number): Header[] | null {
    const list: Header[] = [];
    let hash = 0;
    let at = afterSpace(text, from);
    this.#end = at + 1;
    if (text.charCodeAt(at) === CLOSE_BRACKET) return list;
    while (text.charCodeAt(at) === OPEN_BRACE) {
      const line = this.#line(text, at);
      if (line === null) return null;
      for (const header of line.headers) list.push(header);
      hash = (Math.imul(hash, 31) + line.number) | 0;
      at = afterSpace(text, at + line.length);
      this.#end = at + 1;
      if (text.charCodeAt(at) === CLOSE_BRACKET) return this.#same(list, hash);
      if (text.charCodeAt(at) !== COMMA) return null;
      at = afterSpace(text, at + 1);
    }
    return null;
  }

  /** That it is one object is proved by parsing it: a whole one is never the beginning of a longer one. */
  #line(text: string, at: number): Line | null {
    const raw = text.slice(at, text.indexOf('}', at) + 1);
    const known = this.#lines.get(raw);
    if (known) return known;
    const value = parsed(raw);
    if (value === undefined) return null;
    const line = { length: raw.length, headers: headersIn(value), number: this.#count++ };
    this.#lines.set(ownText(raw), line);
    return line;
  }

  /** Equal lists are one. */
  #same(list: Header[], hash: number): Header[] {
    const slot = (hash ^ (hash >>> 15)) & (SLOTS - 1);
    const known = this.#lists[slot];
    if (known?.length === list.length && known.every((header, at) => header === list[at])) return known;
    this.#lists[slot] = list;
    return list;
  }
}

function parsed(raw: string): Json | undefined {
  try {
    return JSON.parse(raw) as Json;
  } catch {
    return undefined;
  }
}

/** Where the list behind a name opens; -1 where something else stands there. */
function listStart(text: string, from: number): number {
  const colon = afterSpace(text, from);
  if (text.charCodeAt(colon) !== COLON) return -1;
  const open = afterSpace(text, colon + 1);
  return text.charCodeAt(open) === OPEN_BRACKET ? open : -1;
}

function afterSpace(text: string, from: number): number {
  let at = from;
  while (isSpace(text.charCodeAt(at))) at++;
  return at;
}

const isSpace = (char: number): boolean => char === 0x20 || char === 0x0a || char === 0x0d || char === 0x09;

/** False where no list belongs. */
function putBack(side: Json | undefined, lists: readonly Header[][]): boolean {
  const list = isObject(side) && typeof side.headers === 'number' ? lists[side.headers] : undefined;
  if (list) (side as { headers: unknown }).headers = new KnownHeaders(list);
  return list !== undefined;
}
