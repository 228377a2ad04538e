import type { Body } from '../../shared/records.ts';
import type { BodySearchPart } from '../../shared/search-views.ts';
import type { Db } from './database.ts';
import type { Content } from './messages.ts';
import { unpackText } from './packing.ts';

/** Characters unpacked for one part: a few milliseconds of work, more where one block is larger. */
const PART = 4_000_000;

/**
 * Looks for a text in the kept bodies of all whole runs, small and capital letters alike; `*` stands for anything.
 * Bodies stand packed, so this reads them all, part by part: `after` is the last part's `next`, 0 at first.
 */
export function searchBodies(db: Db, text: string, after: number): BodySearchPart {
  const of = db.prepare<[], number>('SELECT coalesce(max(exchange_id), 0) FROM message').pluck().get() ?? 0;
  const blocks = db
    .prepare<[number], Block>('SELECT exchange_id AS first, content FROM message WHERE exchange_id > ? ORDER BY 1')
    .iterate(after);
  const holds = createLineTest(text);
  const found: number[] = [];
  let [read, last] = [0, of];
  for (const { first, content } of blocks) {
    const lines = unpackText(content).split('\n');
    lines.forEach((line, at) => {
      read += line.length;
      if (holds(line)) found.push(first + at);
    });
    last = first;
    if (read >= PART) break;
  }
  const next = read >= PART && last < of ? last : null;
  return { endpoints: endpointsOf(db, found), next, done: next ?? of, of };
}

interface Block {
  readonly first: number;
  readonly content: Buffer;
}

/** The line is only parsed where its plain text may hold what is looked for. */
function createLineTest(text: string): (line: string) => boolean {
  const parts = text.toLowerCase().split('*');
  const pattern = new RegExp(parts.map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('.*'), 's');
  const written = parts.map((part) => JSON.stringify(part).slice(1, -1).toLowerCase());
  const inBody = (body: Body | null) => pattern.test(body?.text?.toLowerCase() ?? '');
  return (line) => {
    const small = line.toLowerCase();
    if (!written.every((part) => small.includes(part))) return false;
    const { request, response } = JSON.parse(line) as Content;
    return inBody(request.body) || inBody(response.body);
  };
}

function endpointsOf(db: Db, exchangeIds: readonly number[]): number[] {
  return db
    .prepare<[string], number>(
      `SELECT DISTINCT e.endpoint_id FROM json_each(?) j CROSS JOIN exchange e ON e.id = j.value
       JOIN capture c ON c.id = e.capture_id JOIN run r ON r.id = c.run_id
       WHERE r.state = 'ready' AND e.endpoint_id IS NOT NULL ORDER BY 1`,
    )
    .pluck()
    .all(JSON.stringify(exchangeIds));
}
