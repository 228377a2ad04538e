import { BorderGuesser } from './border-guesser.ts';
import type { Bytes } from './format.ts';
import type { ParseRecord, Scanned } from './json-stream.ts';
import type { Json } from './lossless.ts';
import { BROKEN, GOES_ON, opensValue, Pieces, ValueScanner } from './value-scanner.ts';

/** After the elements comes the envelope: the document with the array emptied; null when it is too long. */
export type ScannedElement = Scanned<Json> | { readonly type: 'envelope'; readonly bytes: Uint8Array | null };

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const COLON = 0x3a;
const OPEN_BRACE = 0x7b;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACE = 0x7d;
const CLOSE_BRACKET = 0x5d;
const LONGEST_ENVELOPE = 4 * 1024 * 1024;
const LONGEST_KEY = 64;

/**
 * The elements of one array of a JSON document, as `['log', 'entries']` of a HAR, each as its own
 * bytes, then the envelope. Holds one element at a time. With `parse` it need not look at every byte to find where an
 * element ends: see BorderGuesser.
 */
export async function* readElements(
  bytes: Bytes,
  path: readonly string[],
  parse: ParseRecord<Json> | null = null,
): AsyncGenerator<ScannedElement> {
  const reader = new ElementReader(path, parse);
  for await (const piece of bytes) yield* reader.take(piece);
  yield* reader.end();
}

/** The same for bytes that are all there. */
export function* scanElements(bytes: Uint8Array, path: readonly string[]): Generator<ScannedElement> {
  const reader = new ElementReader(path, null);
  yield* reader.take(bytes);
  yield* reader.end();
}

class ElementReader {
  /** Nothing after a broken element can be trusted; the rest is only drained. */
  #broken = false;
  readonly #path: readonly string[];
  readonly #scanner = new ValueScanner();
  readonly #outside = new Outside();
  #offset = 0;
  #count = 0;
  #element: 'none' | 'container' | 'scalar' = 'none';
  readonly #pieces = new Pieces();
  readonly #guesser: BorderGuesser | null;
  #start = 0;

  constructor(path: readonly string[], parse: ParseRecord<Json> | null) {
    this.#path = path;
    this.#guesser = parse && new BorderGuesser(parse);
  }

  *take(piece: Uint8Array): Generator<ScannedElement> {
    let at = 0;
    while (at < piece.length && !this.#broken) {
      if (this.#element === 'none') {
        at = this.#outside.take(piece, at, this.#path, this.#offset);
        if (at < piece.length) {
          this.#start = this.#offset + at;
          const guessed = this.#guesser?.guess(piece, at) ?? null;
          if (guessed) {
            this.#count++;
            yield { type: 'value', bytes: piece.subarray(at, guessed.end), offset: this.#start, value: guessed.value };
            at = guessed.end;
          } else this.#element = opensValue(piece[at]) ? 'container' : 'scalar';
        }
        continue;
      }
      const from = Math.max(0, this.#start - this.#offset);
      const stop = this.#element === 'container' ? this.#scanner.take(piece, at) : endOfScalar(piece, at);
      if (stop === BROKEN) {
        this.#broken = true;
        yield { type: 'cut', offset: this.#start, reason: `entry ${this.#count} breaks off` };
      } else if (stop === GOES_ON) {
        this.#pieces.hold(piece.subarray(from));
        break;
      } else {
        yield this.#whole(piece.subarray(from, stop));
        this.#guesser?.learn(piece, stop);
        at = stop;
      }
    }
    this.#offset += piece.length;
  }

  *end(): Generator<ScannedElement> {
    if (this.#broken) return;
    if (this.#element !== 'none')
      yield { type: 'cut', offset: this.#start, reason: `the file ends inside entry ${this.#count}` };
    else if (this.#outside.open) {
      const after = this.#count > 0 ? ` after entry ${this.#count - 1}` : '';
      yield { type: 'cut', offset: this.#offset, reason: `the file ends${after}, before its closing brackets` };
    }
    const { stray } = this.#outside;
    if (stray !== null)
      yield { type: 'broken', offset: stray, reason: 'what follows the document and is no part of it' };
    yield { type: 'envelope', bytes: this.#outside.envelope() };
  }

  #whole(tail: Uint8Array): Scanned {
    const bytes = this.#pieces.whole(tail);
    this.#element = 'none';
    this.#count++;
    if (!bytes) return { type: 'broken', offset: this.#start, reason: 'an entry of more than 500 MiB' };
    return { type: 'value', bytes, offset: this.#start };
  }
}

/** Follows the document outside the elements: where in the path it stands, and a copy of what it read. */
class Outside {
  #depth = 0;
  #inString = false;
  #escaped = false;
  /** How many containers of the path are open; -1 before the document and where it is no object. */
  #matched = -1;
  #expectsKey = false;
  #key: number[] = [];
  #lastKey = '';
  #inElements = false;
  #began = false;
  /** Where the present document began, where it is not the first, and whether it has had its array. */
  #furtherAt: number | null = null;
  #hadElements = false;
  /** Where something begins that is no document with such an array; null where there is none. */
  stray: number | null = null;
  readonly #copy: Uint8Array[] = [];
  #copied = 0;

  /** True inside the document. */
  get open(): boolean {
    return this.#depth > 0 || !this.#began;
  }

  /** Goes on to the first byte of the next element, or to the end of the piece. */
  take(piece: Uint8Array, from: number, path: readonly string[], offset: number): number {
    let at = from;
    let copyFrom = from;
    while (at < piece.length) {
      const byte = piece[at] as number;
      if (this.#inElements) {
        if (byte <= 0x20 || byte === COMMA) {
          at++;
          copyFrom = at;
          continue;
        }
        if (byte !== CLOSE_BRACKET) return at;
      }
      if (this.#depth === 0 && byte > 0x20) this.#between(byte, offset + at);
      this.#step(byte, path);
      at++;
      if (this.#inElements) {
        this.#keep(piece.subarray(copyFrom, at));
        copyFrom = at;
      }
    }
    if (!this.#inElements) this.#keep(piece.subarray(copyFrom, at));
    return at;
  }

  /** Several documents may follow one another; other text may not. */
  #between(byte: number, at: number): void {
    this.#hadElements = false;
    this.#furtherAt = this.#began ? at : null;
    if (this.#began && byte !== OPEN_BRACE) this.stray ??= at;
  }

  envelope(): Uint8Array | null {
    return this.#copied > LONGEST_ENVELOPE ? null : Buffer.concat(this.#copy);
  }

  #keep(part: Uint8Array): void {
    this.#copied += part.length;
    if (this.#copied <= LONGEST_ENVELOPE) this.#copy.push(part.slice());
  }

  #step(byte: number, path: readonly string[]): void {
    if (this.#inString) this.#inside(byte);
    else if (byte === QUOTE) {
      this.#inString = true;
      this.#key = [];
    } else if (byte === OPEN_BRACE || byte === OPEN_BRACKET) this.#open(byte, path);
    else if (byte === CLOSE_BRACE || byte === CLOSE_BRACKET) this.#close();
    else if (byte === COMMA) this.#expectsKey = true;
    else if (byte === COLON) this.#expectsKey = false;
  }

  #inside(byte: number): void {
    if (this.#escaped) this.#escaped = false;
    else if (byte === BACKSLASH) this.#escaped = true;
    else if (byte === QUOTE) {
      this.#inString = false;
      if (this.#expectsKey && this.#onPath()) this.#lastKey = String.fromCharCode(...this.#key);
      return;
    }
    if (this.#expectsKey && this.#onPath() && this.#key.length < LONGEST_KEY) this.#key.push(byte);
  }

  #onPath(): boolean {
    return this.#matched >= 0 && this.#depth === this.#matched + 1;
  }

  #open(byte: number, path: readonly string[]): void {
    if (this.#depth === 0) {
      this.#began = true;
      if (byte === OPEN_BRACE) this.#matched = 0;
    } else if (this.#onPath() && this.#lastKey === path[this.#matched]) {
      const isLast = this.#matched === path.length - 1;
      if (byte === (isLast ? OPEN_BRACKET : OPEN_BRACE)) this.#matched++;
      this.#inElements = this.#matched === path.length;
      this.#hadElements ||= this.#inElements;
    }
    this.#depth++;
    this.#lastKey = '';
    this.#expectsKey = true;
  }

  #close(): void {
    this.#depth--;
    if (this.#depth === 0 && !this.#hadElements) this.stray ??= this.#furtherAt;
    this.#inElements = false;
    this.#matched = Math.min(this.#matched, this.#depth - 1);
    this.#expectsKey = true;
  }
}

function endOfScalar(piece: Uint8Array, from: number): number {
  for (let at = from; at < piece.length; at++) {
    const byte = piece[at] as number;
    if (byte <= 0x20 || byte === COMMA || byte === CLOSE_BRACKET) return at;
  }
  return GOES_ON;
}
