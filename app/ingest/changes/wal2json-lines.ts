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
  /** The text around the values: one more than these. */
  readonly literals: readonly string[];
  readonly slots: readonly Slot[];
}

type Slot = keyof Marks | 'cell' | 'other';

const ROW_OPS: Readonly<Record<string, ChangeOp>> = { I: 'insert', U: 'update', D: 'delete', T: 'truncate' };
const MOST_SHAPES = 4_000;
const MOST_ALIKE = 8;

/**
 * Reads wal2json's lines by what they have in common. The same few texts stand around the values of every line of a
 * table, so they are compared instead of parsed; a line that differs in one character is parsed as JSON.
 */
export class LineReader {
  readonly #shapes = new Map<string, LineShape[]>();
  #size = 0;

  /** Undefined where the bytes are not JSON. */
  parse(bytes: Uint8Array): ShapedLine | Json | undefined {
    const line = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8');
    const name = nameOf(line);
    const shapes = this.#shapes.get(name);
    for (const shape of shapes ?? []) {
      const read = readShaped(shape, line);
      if (read) return read;
    }
    const record = parseBytes(bytes);
    if (isObject(record) && (shapes?.length ?? 0) < MOST_ALIKE) this.#learn(name, record, line);
    return record;
  }

  #learn(name: string, record: JsonObject, line: string): void {
    const shape = shapeOf(record);
    if (!shape || !readShaped(shape, line) || this.#size >= MOST_SHAPES) return;
    this.#size++;
    this.#shapes.set(name, [...(this.#shapes.get(name) ?? []), shape]);
  }
}

const ACTION = '{"action":"'.length;

/** A first guess at what a line is of: its action and the text that names its table. */
function nameOf(line: string): string {
  const from = line.indexOf('"schema":');
  return from < 0 ? (line[ACTION] ?? '') : line[ACTION] + line.slice(from, line.indexOf('[', from));
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
  return { action, op, table: op && named, columns, identity, keyNames, literals: text.literals, slots: text.slots };
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

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
/** Only in lines with such characters can a string be longer than up to the next quote, or not be JSON. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const ODD = /[\\\0-\x1f]/;
const JSON_NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?$/;
/** So many digits a double holds exactly. */
const SHORT_NUMBER = /^(?:0|-?[1-9]\d{0,14})$/;

function readShaped(shape: LineShape, line: string): ShapedLine | null {
  const { literals, slots } = shape;
  const isOdd = ODD.test(line);
  const marks: Marks = { xid: null, timestamp: null, lsn: null };
  const cells: Cell[] = [];
  let at = 0;
  for (let slot = 0; slot < slots.length; slot++) {
    const literal = literals[slot] as string;
    // Several times as fast as startsWith.
    if (line.slice(at, at + literal.length) !== literal) return null;
    at += literal.length;
    const end = line.charCodeAt(at) === QUOTE ? endOfString(line, at + 1, isOdd) + 1 : endOfScalar(line, at);
    if (end <= 0) return null;
    const value =
      line.charCodeAt(at) === QUOTE ? textOf(line.slice(at + 1, end - 1), isOdd) : scalarOf(line.slice(at, end));
    if (value === undefined) return null;
    const kind = slots[slot] as Slot;
    if (kind === 'cell') cells.push(value);
    else if (kind !== 'other' && !mark(marks, kind, value)) return null;
    at = end;
  }
  const last = literals[slots.length] as string;
  const isWhole = line.startsWith(last, at) && line.slice(at + last.length).trim() === '';
  return isWhole ? new ShapedLine(shape, marks, cells) : null;
}

/** Sets a mark to what the reader of whole records would take for it; false where that is something else. */
function mark(marks: Marks, kind: keyof Marks, value: Cell): boolean {
  if (kind === 'xid' ? typeof value !== 'number' : typeof value !== 'string') return value === null;
  marks[kind] = String(value);
  return true;
}

function endOfString(line: string, from: number, isOdd: boolean): number {
  let at = line.indexOf('"', from);
  while (isOdd && at >= 0 && isEscaped(line, at)) at = line.indexOf('"', at + 1);
  return at < 0 ? Number.NEGATIVE_INFINITY : at;
}

function isEscaped(line: string, at: number): boolean {
  let from = at;
  while (line.charCodeAt(from - 1) === BACKSLASH) from--;
  return (at - from) % 2 === 1;
}

function endOfScalar(line: string, from: number): number {
  for (let at = from; at < line.length; at++) {
    const char = line.charCodeAt(at);
    if (char === 0x2c || char === 0x7d) return at;
  }
  return -1;
}

function textOf(raw: string, isOdd: boolean): string | undefined {
  if (!isOdd || !ODD.test(raw)) return raw;
  try {
    return JSON.parse(`"${raw}"`) as string;
  } catch {
    return undefined;
  }
}

function scalarOf(text: string): Cell | undefined {
  if (SHORT_NUMBER.test(text)) return Number(text);
  if (text === 'null') return null;
  if (text === 'true' || text === 'false') return text === 'true';
  return JSON_NUMBER.test(text) ? exactNumber(text) : undefined;
}
