import type { Message } from '../../shared/records.ts';
import type { Db } from './database.ts';
import { holdBlocks, READ_ON } from './held-blocks.ts';
import { LineBlocks } from './line-blocks.ts';
import { unpackText } from './packing.ts';

/**
 * Headers and bodies stand apart from the exchanges, packed: alike texts shrink together, so a row holds those of
 * several exchanges that follow one another, one line of JSON each, under the id of the first.
 */

/** Both sides of one exchange. */
export interface Content {
  readonly request: Message;
  readonly response: Message;
}

const MOST_IN_BLOCK = 32;
const LARGE_BLOCK = 128 * 1024;

/** Blocks of contents; `put` takes each packed, under the number of its first line. */
export const contentBlocks = (put: (first: number, packed: Buffer) => void): LineBlocks =>
  new LineBlocks(MOST_IN_BLOCK, LARGE_BLOCK, put);

/** An exchange's line in a block. */
export const contentLine = ({ request, response }: Content): string => JSON.stringify({ request, response });

/** Reads headers and bodies of one exchange; null where it is not in the workspace. */
export function createContentReader(db: Db, characters = READ_ON): (exchangeId: number) => Content | null {
  const find = db
    .prepare<[number], number>(
      'SELECT exchange_id FROM message WHERE exchange_id <= ? ORDER BY exchange_id DESC LIMIT 1',
    )
    .pluck();
  const read = db.prepare<[number], Buffer>('SELECT content FROM message WHERE exchange_id = ?').pluck();
  const linesAt = holdBlocks((first) => linesOf(read.get(first)), characters);
  return (exchangeId) => {
    const first = find.get(exchangeId);
    const line = first === undefined ? undefined : linesAt(first)[exchangeId - first];
    return line === undefined ? null : (JSON.parse(line) as Content);
  };
}

const linesOf = (packed: Buffer | undefined): string[] => (packed ? unpackText(packed).split('\n') : []);
