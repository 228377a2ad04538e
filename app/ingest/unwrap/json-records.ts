import type { Bytes, RawRecord } from '../format.ts';
import { type ParseRecord, type Scanned, type ScannedValue, ValueReader } from '../json-stream.ts';
import { isObject, type Json, parseBytes } from '../lossless.ts';
import { type Outline, outlineText } from '../outline.ts';
import { takeFirst } from '../unpack.ts';
import type { Segment, Unwrapper } from './lines.ts';
import { type Wrapping, wrappingOf } from './wrapping.ts';

const HEAD = 64 * 1024;
const RECORDS_TRIED = 40;
const NOTHING = new Uint8Array(0);

/** The first records of a file, whatever is wrapped around them. */
export interface SniffedRecords {
  /** For people: `, as psql prints it`; empty for records as they are. */
  readonly wrapping: string;
  /** At most 40; the last may be cut. */
  readonly outlines: readonly Outline[];
}

interface Shape {
  readonly words: string;
  readonly wrapping: Wrapping | null;
  readonly isArray: boolean;
  readonly isKcat: boolean;
}

const known = new WeakMap<Uint8Array, SniffedRecords>();

/** Looks at a head (at most 64 KiB) once for all formats of JSON records. */
export function sniffRecords(head: Uint8Array): SniffedRecords {
  const before = known.get(head);
  if (before) return before;
  const shape = shapeOf(head);
  const outlines = firstOutlines(head, shape);
  const sniffed = { wrapping: shape.words === '' ? '' : `, ${shape.words}`, outlines };
  known.set(head, sniffed);
  return sniffed;
}

/** The records of a file one by one: JSON as it is, in an array, or wrapped by psql, COPY, CSV, Kafka's clients. */
export async function* readRecords<T = never>(
  bytes: Bytes,
  parse: ParseRecord<T> | null = null,
): AsyncGenerator<Scanned<T>> {
  for await (const records of readRecordsOfPieces(bytes, parse)) yield* records;
}

/** The same, those of each piece together: waiting for each of many small records takes longer than reading it. */
export async function* readRecordsOfPieces<T = never>(
  bytes: Bytes,
  parse: ParseRecord<T> | null = null,
): AsyncGenerator<Iterable<Scanned<T>>> {
  const { first, rest } = await takeFirst(bytes, HEAD);
  const shape = shapeOf(first.subarray(0, HEAD));
  const reader = new ValueReader({ inArray: shape.isArray }, parse);
  const unwrapper = shape.wrapping?.unwrap() ?? null;
  for await (const piece of rest) yield payloads(valuesOf(reader, unwrapper, piece), shape);
  yield payloads(lastValues(reader, unwrapper), shape);
}

function valuesOf<T>(reader: ValueReader<T>, unwrapper: Unwrapper | null, piece: Uint8Array): Iterable<Scanned<T>> {
  return unwrapper ? unwrappedValues(reader, unwrapper, piece) : reader.take(piece);
}

function* unwrappedValues<T>(reader: ValueReader<T>, unwrapper: Unwrapper, piece: Uint8Array): Generator<Scanned<T>> {
  for (const segment of unwrapper.take(piece)) yield* keyedValues(reader, segment);
}

function* keyedValues<T>(reader: ValueReader<T>, { bytes, offset, key, xid }: Segment): Generator<Scanned<T>> {
  for (const value of reader.take(bytes, offset))
    yield value.type === 'value' && (key ?? xid) !== undefined ? { ...value, bytes: value.bytes, key, xid } : value;
}

function* lastValues<T>(reader: ValueReader<T>, unwrapper: Unwrapper | null): Generator<Scanned<T>> {
  for (const segment of unwrapper?.end() ?? []) yield* keyedValues(reader, segment);
  yield* reader.end();
}

function payloads<T>(values: Iterable<Scanned<T>>, shape: Shape): Iterable<Scanned<T>> {
  return shape.isKcat ? kcatPayloads(values) : values;
}

function* kcatPayloads<T>(values: Iterable<Scanned<T>>): Generator<Scanned<T>> {
  for (const value of values) {
    if (value.type !== 'value') yield value;
    else yield* payloadOf(value);
  }
}

/** kcat -J writes key and value as strings; a null value is a tombstone. */
function* payloadOf<T>({ bytes, offset }: ScannedValue<T>): Generator<Scanned<T>> {
  const record = parseBytes(bytes);
  const payload = isObject(record) ? record.payload : undefined;
  const key = isObject(record) && typeof record.key === 'string' ? { key: record.key } : {};
  if (typeof payload === 'string') yield { type: 'value', offset, bytes: Buffer.from(payload), ...key };
  else if (payload !== null) yield { type: 'broken', offset, reason: 'a kcat record without a payload' };
}

function shapeOf(head: Uint8Array): Shape {
  const wrapping = wrappingOf(head);
  if (wrapping) return { words: wrapping.words, wrapping, isArray: false, isKcat: false };
  const isArray = /^\s*\[\s*(?:\{|$)/.test(Buffer.from(head.subarray(0, 1024)).toString('latin1'));
  const plain = { words: '', wrapping, isArray, isKcat: false };
  const [first] = firstOutlines(head, plain);
  const isKcat = first !== undefined && ['topic', 'partition', 'offset', 'payload'].every(hasMember(first));
  return isKcat ? { ...plain, words: 'as kcat prints it', isKcat } : plain;
}

const hasMember =
  (outline: Outline) =>
  (name: string): boolean =>
    outline.names.includes(name);

function firstOutlines(head: Uint8Array, shape: Shape): Outline[] {
  const reader = new ValueReader({ inArray: shape.isArray });
  const outlines: Outline[] = [];
  let tried = 0;
  const unwrapper = shape.wrapping?.unwrap() ?? null;
  for (const scanned of headValues(reader, unwrapper, head)) {
    const outline = outlineOfScanned(scanned, shape);
    if (outline) outlines.push(outline);
    if (++tried >= RECORDS_TRIED) break;
  }
  return outlines;
}

function* headValues(reader: ValueReader, unwrapper: Unwrapper | null, head: Uint8Array): Generator<Scanned> {
  yield* valuesOf(reader, unwrapper, head);
  yield* lastValues(reader, unwrapper);
}

function outlineOfScanned(scanned: Scanned, shape: Shape): Outline | null {
  if (scanned.type === 'broken') return null;
  if (scanned.type === 'cut') return shape.isKcat ? null : outlineText(decode(scanned.bytes ?? NOTHING), true);
  if (!shape.isKcat) return outlineText(decode(scanned.bytes), false);
  const record: Json | undefined = parseBytes(scanned.bytes);
  return isObject(record) && typeof record.payload === 'string' ? outlineText(record.payload, false) : null;
}

const decode = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

/** Takes records one by one, and says at the end what it kept back. */
export interface RecordReader {
  take(scanned: Scanned): Iterable<RawRecord>;
  end(): Iterable<RawRecord>;
}

/** Reads a whole file of JSON records through a reader of one format. */
export async function* readWith(bytes: Bytes, reader: RecordReader): AsyncGenerator<RawRecord> {
  for await (const scanned of readRecords(bytes)) yield* reader.take(scanned);
  yield* reader.end();
}
