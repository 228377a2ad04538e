import type { RawExchange } from '../format.ts';
import { firstOf } from './attributes.ts';
import type { Span } from './span.ts';

type ServerWindow = Pick<RawExchange, 'serverFromUs' | 'serverToUs'>;

/** Some SDKs read their clock to the millisecond only. */
const CLOCK_US = 1_000;
const WRITE = /^(?:INSERT|UPDATE|DELETE|REPLACE|MERGE|UPSERT|TRUNCATE|CALL|WITH|EXEC(?:UTE)?)\b/i;
const END = /^(?:COMMIT|END)\b/i;

/**
 * When a request can have written, by the spans of its statements: from its first write to the end of its last, or of
 * its commit. The log's transactions are joined with it by that time where no comment names their request. Null where
 * no statement writes, or one goes on behind the response: then the whole request counts.
 */
export function writeWindow({ startUs, endUs }: RawExchange, statements: readonly Span[]): ServerWindow | null {
  const writes = statements.filter((span) => WRITE.test(verbOf(span)));
  const ends = statements.filter((span) => END.test(verbOf(span)));
  const fromUs = Math.min(...writes.map((span) => span.startUs ?? Number.NaN));
  const toUs = Math.max(...[...writes, ...ends].map((span) => span.endUs ?? Number.NaN));
  if (writes.length === 0 || startUs === null || endUs === null || !(fromUs >= startUs) || !(toUs <= endUs))
    return null;
  return { serverFromUs: Math.max(startUs, fromUs - CLOCK_US), serverToUs: Math.min(endUs, toUs + CLOCK_US) };
}

/** The statement without comments before it; where it was not recorded, its operation. */
function verbOf({ attributes }: Span): string {
  const text = firstOf(attributes, 'db.query.text', 'db.statement')?.replace(
    /^(?:\s|\/\*[\s\S]*?\*\/|--[^\n]*\n)+/,
    '',
  );
  return text ?? firstOf(attributes, 'db.operation.name', 'db.operation') ?? '';
}
