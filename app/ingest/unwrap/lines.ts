import { Pieces } from '../value-scanner.ts';

/** Bytes of a log, and where they stand in the file. */
export interface Segment {
  readonly bytes: Uint8Array;
  readonly offset: number;
  /** The message's key, where Kafka's clients printed it. */
  readonly key?: string | undefined;
  /** The transaction's id, where it stood in a column beside the record. */
  readonly xid?: string | undefined;
}

/** Takes away what a client wrote around a log. Pieces may be of any size. */
export interface Unwrapper {
  take(piece: Uint8Array): Iterable<Segment>;
  end(): Iterable<Segment>;
}

const NEWLINE = 0x0a;
const RETURN = 0x0d;

/** Cuts a stream into lines, without their line ends. Holds one line at a time; one of more than 500 MiB is left out. */
export class LineSplitter implements Unwrapper {
  readonly #pieces = new Pieces();
  #offset = 0;
  #start = 0;

  *take(piece: Uint8Array): Generator<Segment> {
    let from = 0;
    for (let at = piece.indexOf(NEWLINE); at >= 0; at = piece.indexOf(NEWLINE, from)) {
      yield* this.#line(piece.subarray(from, at));
      from = at + 1;
      this.#start = this.#offset + from;
    }
    if (from < piece.length) this.#pieces.hold(piece.subarray(from));
    this.#offset += piece.length;
  }

  *end(): Generator<Segment> {
    if (this.#offset > this.#start) yield* this.#line(new Uint8Array(0));
    this.#start = this.#offset;
  }

  *#line(tail: Uint8Array): Generator<Segment> {
    const bytes = this.#pieces.whole(tail);
    if (bytes) yield { bytes: bytes.at(-1) === RETURN ? bytes.subarray(0, -1) : bytes, offset: this.#start };
  }
}

/** Unwraps line by line; `strip` gives the log's part of a line, or null where it has none. */
export class LineUnwrapper implements Unwrapper {
  readonly #lines = new LineSplitter();
  readonly #strip: (line: Segment) => Segment | null;

  constructor(strip: (line: Segment) => Segment | null) {
    this.#strip = strip;
  }

  *take(piece: Uint8Array): Generator<Segment> {
    for (const line of this.#lines.take(piece)) yield* this.#stripped(line);
  }

  *end(): Generator<Segment> {
    for (const line of this.#lines.end()) yield* this.#stripped(line);
  }

  *#stripped(line: Segment): Generator<Segment> {
    const segment = this.#strip(line);
    if (segment) yield { ...segment, bytes: Buffer.concat([segment.bytes, LINE_END]) };
  }
}

const LINE_END = new Uint8Array([NEWLINE]);
