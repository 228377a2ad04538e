import type { Row } from '../../shared/records.ts';
import type { Db } from './database.ts';
import { holdBlocks, READ_ON } from './held-blocks.ts';
import { packText, unpackText } from './packing.ts';

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

export interface ImageWriter {
  /** The images of a transaction's changes, in their order. */
  add(transactionId: number, images: readonly RowImages[]): void;
  /** Writes what is held back; to be called before the database transaction ends. */
  flush(): void;
}

export function createImageWriter(db: Db, captureId: number): ImageWriter {
  const insert = db.prepare('INSERT INTO row_image (first_id, capture_id, content) VALUES (?, ?, ?)');
  let first = 0;
  let lines: string[] = [];
  let length = 0;
  const flush = () => {
    if (lines.length > 0) insert.run(first, captureId, packText(lines.join('\n')));
    lines = [];
    length = 0;
  };
  return {
    add(transactionId, images) {
      if (transactionId !== first + lines.length) flush();
      if (lines.length === 0) first = transactionId;
      const line = JSON.stringify(images.map(({ before, after }) => [before, after]));
      lines.push(line);
      length += line.length;
      if (lines.length >= MOST_IN_BLOCK || length >= LARGE_BLOCK) flush();
    },
    flush,
  };
}

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
