const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const NEWLINE = 0x0a;
const COMMA = 0x2c;
const COLON = 0x3a;
const OPEN_BRACE = 0x7b;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACE = 0x7d;
const CLOSE_BRACKET = 0x5d;

/** What `take` found: the index after the value's last byte, or one of these. */
export const GOES_ON = -1;
export const BROKEN = -2;

/**
 * Finds the end of one JSON object or array that arrives in pieces. It follows strings and nesting
 * only; whether the inside is valid is JSON.parse's to say. Two mistakes are noticed here, because
 * they mean that a line was cut off and the next record has begun: a raw line break inside a string,
 * and a bracket that opens where no value can stand.
 */
export class ValueScanner {
  #depth = 0;
  #inString = false;
  #escaped = false;
  /** The last byte outside strings that is not white space; `,` so that the first bracket may open. */
  #last = COMMA;

  reset(): void {
    this.#depth = 0;
    this.#inString = false;
    this.#escaped = false;
    this.#last = COMMA;
  }

  /** Reads on from `from`, where the first call must stand on the opening bracket. */
  take(piece: Uint8Array, from: number): number {
    const end = piece.length;
    let at = from;
    if (this.#escaped && at < end) {
      this.#escaped = false;
      at++;
    }
    let depth = this.#depth;
    let last = this.#last;
    let inString = this.#inString;
    while (at < end) {
      if (inString) {
        at = endOfString(piece, at);
        if (at < 0) return BROKEN;
        if (at >= end) break;
        inString = false;
        last = QUOTE;
        at++;
        continue;
      }
      const byte = piece[at++] as number;
      if (byte <= 0x20) continue;
      if (byte === QUOTE) inString = true;
      else if (byte === OPEN_BRACE || byte === OPEN_BRACKET) {
        if (last !== COMMA && last !== COLON && last !== OPEN_BRACKET) return BROKEN;
        depth++;
      } else if ((byte === CLOSE_BRACE || byte === CLOSE_BRACKET) && --depth === 0) {
        this.reset();
        return at;
      }
      last = byte;
    }
    this.#depth = depth;
    this.#last = last;
    this.#inString = inString;
    this.#escaped = inString && at > end;
    return GOES_ON;
  }
}

/** Index of the closing quote; `length` or more when the piece ends first (one more: inside an escape). */
function endOfString(piece: Uint8Array, from: number): number {
  const end = piece.length;
  let at = from;
  while (at < end) {
    const byte = piece[at] as number;
    if (byte === QUOTE) return at;
    if (byte === BACKSLASH) at++;
    else if (byte === NEWLINE) return BROKEN;
    at++;
  }
  return at;
}

/** True for a byte that opens an object or an array. */
export const opensValue = (byte: number | undefined): boolean => byte === OPEN_BRACE || byte === OPEN_BRACKET;

/** V8 cannot make a longer string, so nothing longer could be parsed. */
const LONGEST_VALUE = 500 * 1024 * 1024;

/** The pieces of a value that is not whole yet; what grows too long is let go. */
export class Pieces {
  #parts: Uint8Array[] = [];
  #length = 0;

  hold(part: Uint8Array): void {
    this.#length += part.length;
    if (this.#length <= LONGEST_VALUE) this.#parts.push(part);
    else this.#parts = [];
  }

  /** Everything held and the last piece, as one; null where that is too long. Nothing is held afterwards. */
  whole(tail: Uint8Array): Uint8Array | null {
    const isTooLong = this.#length + tail.length > LONGEST_VALUE;
    const bytes = this.#parts.length === 0 ? tail : Buffer.concat([...this.#parts, tail]);
    this.#parts = [];
    this.#length = 0;
    return isTooLong ? null : bytes;
  }
}
