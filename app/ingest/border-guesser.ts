import type { ParseRecord } from './json-stream.ts';
import type { Json } from './lossless.ts';

const QUOTE = 0x22;
const OPEN_BRACE = 0x7b;
const LONGEST_BORDER = 160;
const MOST_BORDERS = 4;
const MOST_MISSES = 16;

interface Border {
  /** From an element's last byte to the end of the next one's first name: `},{"startedDateTime"`. */
  readonly bytes: Uint8Array;
  /** Where it stands next in the present piece; its length where it does not. */
  next: number;
}

/**
 * Finds where an element of an array ends without looking at every byte: writers begin all elements with the same few
 * names, so the next border is searched for as bytes. That an element really ends there is proved by parsing it: a
 * whole JSON object is never the beginning of a longer one.
 */
export class BorderGuesser {
  readonly #parse: ParseRecord<Json>;
  readonly #borders: Border[] = [];
  #piece: Uint8Array | null = null;
  #misses = 0;

  constructor(parse: ParseRecord<Json>) {
    this.#parse = parse;
  }

  /** The element that begins at `at`, where its end can be guessed and proved. */
  guess(piece: Uint8Array, at: number): { readonly end: number; readonly value: Json } | null {
    if (this.#misses >= MOST_MISSES || piece[at] !== OPEN_BRACE) return null;
    this.#enter(piece);
    const end = this.#nextBorder(piece, at) + 1;
    if (end > piece.length) return null;
    const value = this.#parse(piece, at, end);
    if (value === undefined) this.#misses++;
    else this.#misses = Math.max(0, this.#misses - 1);
    return value === undefined ? null : { end, value };
  }

  /** Learns how the writer goes on behind an element that ends at `end`. */
  learn(piece: Uint8Array, end: number): void {
    const open = piece.indexOf(QUOTE, end);
    const close = open < 0 ? -1 : piece.indexOf(QUOTE, open + 1);
    if (close < 0 || close - end > LONGEST_BORDER || this.#borders.length >= MOST_BORDERS) return;
    const bytes = piece.slice(end - 1, close + 1);
    if (!/^\}\s*,\s*\{\s*"\w+"$/.test(Buffer.from(bytes).toString('latin1'))) return;
    if (this.#borders.some((border) => Buffer.compare(border.bytes, bytes) === 0)) return;
    this.#borders.push({ bytes, next: end });
  }

  #enter(piece: Uint8Array): void {
    if (this.#piece === piece) return;
    this.#piece = piece;
    for (const border of this.#borders) border.next = 0;
  }

  #nextBorder(piece: Uint8Array, at: number): number {
    let nearest = piece.length;
    for (const border of this.#borders) {
      if (border.next < at) {
        const found = Buffer.from(piece.buffer, piece.byteOffset, piece.length).indexOf(border.bytes, at);
        border.next = found < 0 ? piece.length : found;
      }
      nearest = Math.min(nearest, border.next);
    }
    return nearest;
  }
}
