import type { Cell, Row } from '../../shared/records.ts';
import { type Columns, namedRow } from '../../shared/row-text.ts';
import type { ChangeText } from './change-texts.ts';
import type { Db } from './database.ts';
import { holdBlocks, READ_ON } from './held-blocks.ts';
import { LineBlocks } from './line-blocks.ts';
import { unpackText } from './packing.ts';

/**
 * The rows before and after changes stand apart from these, packed: a row of this table holds those of several
 * transactions that follow one another, one line of JSON each, under the id of the first.
 */

/** One row as it is stored: its values alone where the change's shape has their names. */
export type Image = Row | readonly Cell[] | null;
/** Of one change. */
export type Images = readonly [before: Image, after: Image];

const MOST_IN_BLOCK = 512;
const LARGE_BLOCK = 64 * 1024;

/** Blocks of images; `put` takes each packed, under the number of its first line. */
export const imageBlocks = (put: (first: number, packed: Buffer) => void): LineBlocks =>
  new LineBlocks(MOST_IN_BLOCK, LARGE_BLOCK, put);

/** A transaction's line in a block: the images of its changes in their order. */
export function imageLine(changes: readonly ChangeText[]): string {
  let line = '';
  for (const { shape, before, after } of changes)
    line += `${line === '' ? '[[' : ',['}${textOf(before, shape.beforeColumns)},${textOf(after, shape.afterColumns)}]`;
  return line === '' ? '[]' : `${line}]`;
}

function textOf(text: string | null, columns: Columns | null): string {
  if (text === null) return 'null';
  return columns ? `[${text}]` : text;
}

/** A row as it was; `columns` are those of its change's shape. */
export const rowOfImage = (image: Image, columns: Columns | null): Row | null =>
  isCells(image) ? namedRow(columns ?? [], image) : image;

const isCells = (image: Image): image is readonly Cell[] => Array.isArray(image);

/** Reads the images of a transaction's changes; null where the changes hold them themselves, as they did once. */
export function createImageReader(db: Db, characters = READ_ON): (transactionId: number) => readonly Images[] | null {
  const read = db.prepare<[number], Buffer>('SELECT content FROM row_image WHERE first_id = ?').pluck();
  const firstOf = db
    .prepare<[number], number>('SELECT first_id FROM row_image WHERE first_id <= ? ORDER BY first_id DESC LIMIT 1')
    .pluck();
  const linesOf = holdBlocks((first) => {
    const content = read.get(first);
    return content ? unpackText(content).split('\n') : [];
  }, characters);
  return (transactionId) => {
    const first = firstOf.get(transactionId);
    const line = first === undefined ? undefined : linesOf(first)[transactionId - first];
    return line === undefined ? null : (JSON.parse(line) as Images[]);
  };
}
