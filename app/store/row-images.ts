import type { Row } from '../../shared/records.ts';
import { rowText } from '../../shared/row-text.ts';
import type { Db } from './database.ts';
import { holdBlocks, READ_ON } from './held-blocks.ts';
import { LineBlocks } from './line-blocks.ts';
import { unpackText } from './packing.ts';

/**
 * The rows before and after changes stand apart from these, packed: a row of this table holds those of several
 * transactions that follow one another, one line of JSON each, under the id of the first.
 */

/** Of one change. */
export interface RowImages {
  readonly before: Row | null;
  readonly after: Row | null;
}

const MOST_IN_BLOCK = 512;
const LARGE_BLOCK = 64 * 1024;

/** Blocks of images; `put` takes each packed, under the number of its first line. */
export const imageBlocks = (put: (first: number, packed: Buffer) => void): LineBlocks =>
  new LineBlocks(MOST_IN_BLOCK, LARGE_BLOCK, put);

/** A transaction's line in a block: the images of its changes in their order. */
export const imageLine = (images: readonly RowImages[]): string =>
  `[${images.map(({ before, after }) => `[${textOf(before)},${textOf(after)}]`).join()}]`;

const textOf = (row: Row | null): string => (row === null ? 'null' : rowText(row));

/** Reads the images of a transaction's changes; null where the changes hold them themselves, as they did once. */
export function createImageReader(
  db: Db,
  characters = READ_ON,
): (transactionId: number) => readonly RowImages[] | null {
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
    return line === undefined
      ? null
      : (JSON.parse(line) as [Row | null, Row | null][]).map(([before, after]) => ({ before, after }));
  };
}
