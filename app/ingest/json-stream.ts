import type { Bytes } from './format.ts';
import { BROKEN, GOES_ON, opensValue, Pieces, ValueScanner } from './value-scanner.ts';

/** Reads a record from its bytes within a piece; undefined where they are not one whole record. */
export type ParseRecord<T> = (piece: Uint8Array, from: number, to: number) => T | undefined;

/** One value's own bytes, and what a client wrote beside it: a message's key (Kafka), a transaction's id (psql). */
export interface ScannedValue<T = never> {
  readonly type: 'value';
  /** Where its end was found by reading it. */
  readonly value?: T | undefined;
  readonly bytes: Uint8Array;
  readonly offset: number;
  readonly key?: string | undefined;
  readonly xid?: string | undefined;
}

/** One value's own bytes, a place that is not JSON, or an input that ends inside a value. */
export type Scanned<T = never> =
  | ScannedValue<T>
  | { readonly type: 'broken'; readonly offset: number; readonly reason: string }
  /** `bytes` = what was there of the value. */
  | { readonly type: 'cut'; readonly offset: number; readonly reason: string; readonly bytes?: Uint8Array };

const NEWLINE = 0x0a;
const LINE_HEAD = 8;
const NOTHING = new Uint8Array(0);

/**
 * The objects and arrays that follow one another in a stream, whatever white space stands between or
 * within them: one a line, pretty-printed, or written over several lines. After a broken record it goes
 * on at the next line. Holds one value at a time; the pieces must not be written to afterwards.
 */
export async function* readValues(bytes: Bytes): AsyncGenerator<Scanned> {
  const reader = new ValueReader();
  for await (const piece of bytes) yield* reader.take(piece);
  yield* reader.end();
}

/** The same for bytes that are all there, as the head of a file; the last value may be cut. */
export function* scanValues(head: Uint8Array): Generator<Scanned> {
  const reader = new ValueReader();
  yield* reader.take(head);
  yield* reader.end();
}

const MOST_MISSES = 16;

type Mode = 'between' | 'inside' | 'rest-of-line';

/**
 * Reads values that arrive in pieces; in an array, brackets and commas between them are passed over. With `parse` it need
 * not look at every byte: most files have one record a line, and one that can be read whole ends there.
 */
export class ValueReader<T = never> {
  readonly #isSpace: (byte: number) => boolean;
  readonly #scanner = new ValueScanner();
  /** Of the current piece's first byte. */
  #offset = 0;
  #mode: Mode = 'between';
  readonly #pieces = new Pieces();
  #start = 0;
  /** How a line begins that is no record. */
  #line: string | null = null;

  readonly #parse: ParseRecord<T> | null;
  #misses = 0;

  constructor(options: { readonly inArray: boolean } = { inArray: false }, parse: ParseRecord<T> | null = null) {
    this.#isSpace = options.inArray ? isArraySpace : isSpace;
    this.#parse = parse;
  }

  /** `offset` = where the piece stands in the file, where it does not follow the one before. */
  *take(piece: Uint8Array, offset = this.#offset): Generator<Scanned<T>> {
    this.#offset = offset;
    let rest = piece;
    let at = 0;
    while (at < rest.length) {
      if (this.#mode === 'rest-of-line') {
        at = this.#skipLine(rest, at);
        if (this.#mode !== 'rest-of-line') yield* this.#judgeLine();
      } else if (this.#mode === 'between') {
        at = this.#skipSpace(rest, at);
        if (at === rest.length) break;
        this.#start = this.#offset + at;
        if (opensValue(rest[at])) {
          const line = this.#readLine(rest, at);
          if (line) {
            yield line;
            at = line.to;
          } else this.#mode = 'inside';
        } else {
          this.#mode = 'rest-of-line';
          this.#line = '';
        }
      } else {
        const from = Math.max(0, this.#start - this.#offset);
        const stop = this.#scanner.take(rest, at);
        if (stop === GOES_ON) {
          this.#pieces.hold(rest.subarray(from));
          break;
        }
        if (stop === BROKEN) {
          yield { type: 'broken', offset: this.#start, reason: 'a record that breaks off' };
          rest = this.#recover(rest.subarray(from), this.#offset + rest.length);
          at = 0;
        } else {
          yield this.#whole(rest.subarray(from, stop));
          at = stop;
        }
      }
    }
    this.#offset += rest.length;
  }

  /** The record that ends with its line, if it is one. */
  #readLine(piece: Uint8Array, at: number): ReadLine<T> | null {
    if (!this.#parse || this.#misses >= MOST_MISSES) return null;
    const end = piece.indexOf(NEWLINE, at);
    if (end < 0) return null;
    const value = this.#parse(piece, at, end);
    this.#misses = value === undefined ? this.#misses + 1 : 0;
    return value === undefined ? null : new ReadLine(piece, at, end, this.#start, value);
  }

  *end(): Generator<Scanned<T>> {
    yield* this.#judgeLine();
    if (this.#mode !== 'inside') return;
    const bytes = this.#pieces.whole(NOTHING) ?? NOTHING;
    yield { type: 'cut', offset: this.#start, reason: 'the file ends inside a record', bytes };
  }

  /** A line `null` is Kafka's tombstone and says nothing. */
  *#judgeLine(): Generator<Scanned<T>> {
    const line = this.#line;
    this.#line = null;
    if (line !== null && !/^null\s*$/.test(line))
      yield { type: 'broken', offset: this.#start, reason: 'not a JSON object' };
  }

  #whole(tail: Uint8Array): Scanned<T> {
    const bytes = this.#pieces.whole(tail);
    this.#forget('between');
    if (!bytes) return { type: 'broken', offset: this.#start, reason: 'a record of more than 500 MiB' };
    return { type: 'value', bytes, offset: this.#start };
  }

  /** Everything after the first line of the broken record is read again; `end` = where the tail ends in the stream. */
  #recover(tail: Uint8Array, end: number): Uint8Array {
    const all = this.#pieces.whole(tail) ?? tail;
    const firstLine = all.indexOf(NEWLINE);
    const kept = firstLine < 0 ? all.subarray(all.length) : all.subarray(firstLine + 1);
    this.#offset = end - kept.length;
    this.#forget(firstLine < 0 ? 'rest-of-line' : 'between');
    return kept;
  }

  #skipSpace(piece: Uint8Array, from: number): number {
    let at = from;
    while (at < piece.length && this.#isSpace(piece[at] as number)) at++;
    return at;
  }

  #forget(mode: Mode): void {
    this.#scanner.reset();
    this.#mode = mode;
  }

  #skipLine(piece: Uint8Array, from: number): number {
    const newline = piece.indexOf(NEWLINE, from);
    const end = newline < 0 ? piece.length : newline;
    if (this.#line !== null && this.#line.length < LINE_HEAD)
      this.#line += Buffer.from(piece.subarray(from, Math.min(end, from + LINE_HEAD))).toString('latin1');
    if (newline < 0) return piece.length;
    this.#mode = 'between';
    return newline + 1;
  }
}

/** Few ask for the bytes of what was read. */
class ReadLine<T> implements ScannedValue<T> {
  readonly type = 'value';
  readonly to: number;
  readonly offset: number;
  readonly value: T;
  readonly #piece: Uint8Array;
  readonly #from: number;

  constructor(piece: Uint8Array, from: number, to: number, offset: number, value: T) {
    this.#piece = piece;
    this.#from = from;
    this.to = to;
    this.offset = offset;
    this.value = value;
  }

  get bytes(): Uint8Array {
    return this.#piece.subarray(this.#from, this.to);
  }
}

const isSpace = (byte: number): boolean => byte <= 0x20;

/** Space, `[`, `,` and `]`. */
const isArraySpace = (byte: number): boolean => byte <= 0x20 || byte === 0x5b || byte === 0x2c || byte === 0x5d;
