import { isAscii } from 'node:buffer';
import type { Cell } from '../../../shared/records.ts';
import { isObject, type Json, parseBytes, scalarOf } from '../lossless.ts';
import { ownText } from '../own-text.ts';
import { type LineShape, type Mark, shapeOf } from './line-shape.ts';

/** What a line says besides its shape. */
export class ShapedLine {
  readonly shape: LineShape;
  /** Where it stands in the file. */
  byteOffset = 0;
  /** The groups of the shape's pattern. */
  readonly #found: readonly (string | undefined)[];
  readonly #firstCell: number;

  constructor(shape: LineShape, found: readonly (string | undefined)[]) {
    this.shape = shape;
    this.#found = found;
    this.#firstCell = 1 + shape.marks.length;
  }

  get xid(): string | null {
    return this.#mark('xid');
  }

  get timestamp(): string | null {
    return this.#mark('timestamp');
  }

  get lsn(): string | null {
    return this.#mark('lsn');
  }

  /** A value's JSON as it stands in the line; those of `columns` first, then those of `identity`. */
  raw(at: number): string {
    return this.#found[this.#firstCell + at] as string;
  }

  get cells(): Cell[] {
    const cells: Cell[] = [];
    for (let at = 0; at < this.shape.cells; at++) cells.push(scalarOf(this.raw(at)));
    return cells;
  }

  #mark(mark: Mark): string | null {
    const at = this.shape.marks.indexOf(mark);
    return at < 0 ? null : (this.#found[1 + at] ?? null);
  }
}

/** A shape, and that of the line which came behind its last: logs repeat themselves. */
interface Known {
  readonly shape: LineShape;
  next: Known | null;
}

const MOST_SHAPES = 1_000;
const MOST_ALIKE = 8;
/** The stack of a regular expression ends within a value of millions of escapes. */
const LONGEST = 1024 * 1024;

/**
 * Reads wal2json's lines by what they have in common. The same few texts stand around the values of every line of a
 * table, so lines are compared instead of parsed; one that differs in one character is parsed as JSON.
 */
export class LineReader {
  readonly #shapes = new Map<string, Known[]>();
  /** Of the line before. */
  #last: Known | null = null;
  #size = 0;
  readonly #window = new Window();

  /** Undefined where the bytes are not JSON. */
  parse(piece: Uint8Array, from = 0, to = piece.length): ShapedLine | Json | undefined {
    if (to - from > LONGEST) return parseBytes(piece.subarray(from, to));
    const text = this.#window.textWith(piece, from, to);
    const start = text === null ? 0 : from - this.#window.start;
    const line = text ?? textOf(piece, from, to);
    const end = text === null ? line.length : to - this.#window.start;
    return this.#read(line, start, end) ?? this.#learn(line, start, end, parseBytes(piece.subarray(from, to)));
  }

  #read(text: string, from: number, to: number): ShapedLine | null {
    const likely = this.#last?.next ?? null;
    const asLikely = likely && this.#readAs(likely, text, from, to);
    if (asLikely) return asLikely;
    for (const known of this.#shapes.get(nameOf(text, from, to)) ?? []) {
      const read = known === likely ? null : this.#readAs(known, text, from, to);
      if (read) return read;
    }
    return null;
  }

  #readAs(known: Known, text: string, from: number, to: number): ShapedLine | null {
    const read = readShaped(known.shape, text, from, to);
    if (!read) return null;
    if (this.#last) this.#last.next = known;
    this.#last = known;
    return read;
  }

  /** Remembers what others may have in common with a line that was parsed. */
  #learn(text: string, start: number, end: number, record: Json | undefined): Json | undefined {
    const shape = isObject(record) && this.#size < MOST_SHAPES ? shapeOf(record) : null;
    if (!shape || !readShaped(shape, text, start, end)) return record;
    const name = nameOf(text, start, end);
    const alike = this.#shapes.get(name) ?? [];
    if (alike.length >= MOST_ALIKE) return record;
    this.#size++;
    this.#shapes.set(ownText(name), [...alike, { shape, next: null }]);
    return record;
  }
}

/** Making texts of more than 128 KiB takes five times as long: each is a mapping of its own. */
const WINDOW = 64 * 1024;

/** The text of many lines at once, as far as each of their bytes is one character. */
class Window {
  /** Where it begins in its piece. */
  start = 0;
  #end = 0;
  #piece: Uint8Array | null = null;
  #text: string | null = null;

  /** The window that holds the line; null where the line is longer, or not all of it is ASCII. */
  textWith(piece: Uint8Array, from: number, to: number): string | null {
    if (piece !== this.#piece || from < this.start || to > this.#end) this.#open(piece, from);
    return to > this.#end ? null : this.#text;
  }

  #open(piece: Uint8Array, from: number): void {
    this.#piece = piece;
    this.start = from;
    this.#end = Math.min(piece.length, from + WINDOW);
    this.#text = isAscii(piece.subarray(from, this.#end)) ? textOf(piece, from, this.#end) : null;
  }
}

const textOf = (bytes: Uint8Array, from: number, to: number): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset + from, to - from).toString('utf8');

const ACTION = '{"action":"'.length;

/** A first guess at what a line is of: its action and the text that names its table. */
function nameOf(text: string, from: number, to: number): string {
  const action = text[from + ACTION] ?? '';
  const at = text.indexOf('"schema":', from);
  if (at < 0 || at >= to) return action;
  const end = text.indexOf('[', at);
  return action + text.slice(at, end < 0 || end > to ? to : end);
}

function readShaped(shape: LineShape, text: string, from: number, to: number): ShapedLine | null {
  const { pattern } = shape;
  pattern.lastIndex = from;
  const found = pattern.exec(text);
  return found && pattern.lastIndex === to ? new ShapedLine(shape, found) : null;
}
