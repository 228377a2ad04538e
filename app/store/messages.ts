import type { Message } from '../../shared/records.ts';
import type { Db } from './database.ts';
import { holdBlocks, READ_ON } from './held-blocks.ts';
import { packText, unpackText } from './packing.ts';

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

export interface ContentWriter {
  add(exchangeId: number, content: Content): void;
  /** Writes what is held back; to be called before the database transaction ends. */
  flush(): void;
}

export function createContentWriter(db: Db): ContentWriter {
  const insert = db.prepare('INSERT INTO message (exchange_id, content) VALUES (?, ?)');
  let first = 0;
  let lines: string[] = [];
  let length = 0;
  const flush = () => {
    if (lines.length > 0) insert.run(first, packText(lines.join('\n')));
    lines = [];
    length = 0;
  };
  return {
    add(exchangeId, { request, response }) {
      if (exchangeId !== first + lines.length) flush();
      if (lines.length === 0) first = exchangeId;
      const line = JSON.stringify({ request, response });
      lines.push(line);
      length += line.length;
      if (lines.length >= MOST_IN_BLOCK || length >= LARGE_BLOCK) flush();
    },
    flush,
  };
}

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
