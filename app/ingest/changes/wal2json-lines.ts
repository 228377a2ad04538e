import { isAscii } from 'node:buffer';
import type { Cell, ChangeOp } from '../../../shared/records.ts';
import { exactNumber, isObject, type Json, type JsonObject, parseBytes } from '../lossless.ts';

/** What a line says besides its shape; the values of `columns` first, then those of `identity`. */
export class ShapedLine {
  readonly shape: LineShape;
  readonly xid: string | null;
  readonly timestamp: string | null;
  readonly lsn: string | null;
  readonly cells: readonly Cell[];

  constructor(shape: LineShape, marks: Marks, cells: readonly Cell[]) {
    this.shape = shape;
    this.xid = marks.xid;
    this.timestamp = marks.timestamp;
    this.lsn = marks.lsn;
    this.cells = cells;
  }
}

interface Marks {
  xid: string | null;
  timestamp: string | null;
  lsn: string | null;
}

/** What all lines of one action on one table have in common. */
export interface LineShape {
  readonly action: string;
  readonly op: ChangeOp | null;
  /** `schema.table`; null for the lines around transactions. */
  readonly table: string | null;
  readonly columns: readonly string[] | null;
  readonly identity: readonly string[] | null;
  readonly keyNames: readonly string[] | null;
  /** The whole line: the text around the values, and each value in one of two groups. */
  readonly pattern: RegExp;
  readonly slots: readonly Slot[];
}

type Slot = keyof Marks | 'cell' | 'other';

const ROW_OPS: Readonly<Record<string, ChangeOp>> = { I: 'insert', U: 'update', D: 'delete', T: 'truncate' };
const MOST_SHAPES = 1_000;
const MOST_ALIKE = 8;

/**
 * Reads wal2json's lines by what they have in common. The same few texts stand around the values of every line of a
 * table, so lines are compared instead of parsed; one that differs in one character is parsed as JSON.
 */
export class LineReader {
  readonly #shapes = new Map<string, LineShape[]>();
  #size = 0;
  readonly #window = new Window();

  /** Undefined where the bytes are not JSON. */
  parse(piece: Uint8Array, from = 0, to = piece.length): ShapedLine | Json | undefined {
    const text = this.#window.textWith(piece, from, to);
    const start = text === null ? 0 : from - this.#window.start;
    const line = text ?? textOf(piece, from, to);
    const end = text === null ? line.length : to - this.#window.start;
    return this.#read(line, start, end) ?? this.#learn(line, start, end, parseBytes(piece.subarray(from, to)));
  }

  #read(text: string, from: number, to: number): ShapedLine | null {
    for (const shape of this.#shapes.get(nameOf(text, from, to)) ?? []) {
      const read = readShaped(shape, text, from, to);
      if (read) return read;
    }
    return null;
  }

  /** Remembers what others may have in common with a line that was parsed. */
  #learn(text: string, start: number, end: number, record: Json | undefined): Json | undefined {
    const shape = isObject(record) && this.#size < MOST_SHAPES ? shapeOf(record) : null;
    if (!shape || !readShaped(shape, text, start, end)) return record;
    const name = nameOf(text, start, end);
    const alike = this.#shapes.get(name) ?? [];
    if (alike.length >= MOST_ALIKE) return record;
    this.#size++;
    // A part of a text keeps the whole text in memory; a copy does not.
    this.#shapes.set(Buffer.from(name).toString(), [...alike, shape]);
    return record;
  }
}

/** Larger texts are held outside the heap, and let go late. */
const WINDOW = 128 * 1024;

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

/** Null where the record has members of which the same text cannot be expected again. */
function shapeOf(record: JsonObject): LineShape | null {
  const text = new Text();
  for (const [name, value] of Object.entries(record)) {
    text.add(`${text.isEmpty ? '{' : ','}${JSON.stringify(name)}:`);
    if (name === 'xid' || name === 'timestamp' || name === 'lsn') text.slot(name);
    else if (name === 'nextlsn') text.slot('other');
    else if (name === 'columns' || name === 'identity') addColumns(text, value);
    else if (name === 'action' || name === 'schema' || name === 'table' || name === 'pk')
      text.add(JSON.stringify(value));
    else return null;
  }
  text.add('}');
  const { action, table, schema } = record;
  const [columns, identity, keyNames] = [namesIn(record.columns), namesIn(record.identity), namesIn(record.pk)];
  if (typeof action !== 'string' || [columns, identity, keyNames].some((names) => names?.includes('__proto__')))
    return null;
  const op = ROW_OPS[action] ?? null;
  if (op === null ? action !== 'B' && action !== 'C' : typeof table !== 'string') return null;
  const named = typeof schema === 'string' ? `${schema}.${table}` : String(table);
  return {
    action,
    op,
    table: op && named,
    columns,
    identity,
    keyNames,
    pattern: patternOf(text.literals),
    slots: text.slots,
  };
}

function namesIn(columns: Json | undefined): string[] | null {
  return Array.isArray(columns) ? columns.filter(isObject).map(({ name }) => String(name)) : null;
}

function addColumns(text: Text, columns: Json): void {
  if (!Array.isArray(columns)) {
    text.add(JSON.stringify(columns));
    return;
  }
  text.add('[');
  columns.forEach((column, at) => {
    if (at > 0) text.add(',');
    if (isObject(column)) addColumn(text, column);
    else text.add(JSON.stringify(column));
  });
  text.add(']');
}

function addColumn(text: Text, column: JsonObject): void {
  Object.entries(column).forEach(([name, value], at) => {
    text.add(`${at === 0 ? '{' : ','}${JSON.stringify(name)}:`);
    if (name === 'value') text.slot('cell');
    else text.add(JSON.stringify(value));
  });
  text.add('}');
}

class Text {
  readonly literals: string[] = [''];
  readonly slots: Slot[] = [];

  get isEmpty(): boolean {
    return this.slots.length === 0 && this.literals[0] === '';
  }

  add(text: string): void {
    this.literals[this.literals.length - 1] += text;
  }

  slot(slot: Slot): void {
    this.slots.push(slot);
    this.literals.push('');
  }
}

/** A string without escapes, alone; or any other as it stands; or what may be a number or a literal. */
const VALUE = String.raw`(?:"([^"\\\0-\x1f]*)"|("[^"\\\0-\x1f]*(?:\\.[^"\\\0-\x1f]*)*"|[^",{}[\]\s]+))`;
const patternOf = (literals: readonly string[]): RegExp =>
  new RegExp(`${literals.map((text) => text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')).join(VALUE)}[\\t\\r ]*`, 'y');

const JSON_NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?$/;
/** So many digits a double holds exactly. */
const SHORT_NUMBER = /^(?:0|-?[1-9]\d{0,14})$/;

function readShaped(shape: LineShape, text: string, from: number, to: number): ShapedLine | null {
  const { pattern, slots } = shape;
  pattern.lastIndex = from;
  const found = pattern.exec(text);
  if (!found || pattern.lastIndex !== to) return null;
  const marks: Marks = { xid: null, timestamp: null, lsn: null };
  const cells: Cell[] = [];
  for (let slot = 0; slot < slots.length; slot++) {
    const value = found[2 * slot + 1] ?? cellOf(found[2 * slot + 2] as string);
    if (value === undefined) return null;
    const kind = slots[slot] as Slot;
    if (kind === 'cell') cells.push(value);
    else if (kind !== 'other' && !mark(marks, kind, value)) return null;
  }
  return new ShapedLine(shape, marks, cells);
}

/** Sets a mark to what the reader of whole records would take for it; false where that is something else. */
function mark(marks: Marks, kind: keyof Marks, value: Cell): boolean {
  if (kind === 'xid' ? typeof value !== 'number' : typeof value !== 'string') return value === null;
  marks[kind] = String(value);
  return true;
}

/** Undefined where the text is no value of JSON. */
function cellOf(raw: string): Cell | undefined {
  if (raw.startsWith('"')) return decoded(raw);
  if (SHORT_NUMBER.test(raw)) return Number(raw);
  if (raw === 'null') return null;
  if (raw === 'true' || raw === 'false') return raw === 'true';
  return JSON_NUMBER.test(raw) ? exactNumber(raw) : undefined;
}

function decoded(raw: string): string | undefined {
  try {
    return JSON.parse(raw) as string;
  } catch {
    return undefined;
  }
}
