import type { Claim } from '../../shared/records.ts';
import type { SearchPart } from '../../shared/search-views.ts';
import type { Db } from './database.ts';

/** Calls read for one part. */
const PART = 20_000;

export interface CallerClaims {
  readonly endpointId: number;
  readonly claims: readonly Claim[];
}

/** What calls say of who sent them, equal ones of an endpoint once, part by part: `after` is the last part's `next`. */
export function readCallerClaims(db: Db, after: number): SearchPart & { readonly callers: readonly CallerClaims[] } {
  const of = db.prepare<[], number>('SELECT coalesce(max(id), 0) FROM exchange').pluck().get() ?? 0;
  const rows = db
    .prepare<[number, number], { endpointId: number; claims: string }>(
      `SELECT DISTINCT e.endpoint_id AS endpointId, e.claims FROM exchange e
       JOIN capture c ON c.id = e.capture_id JOIN run r ON r.id = c.run_id
       WHERE r.state = 'ready' AND e.endpoint_id IS NOT NULL AND e.id > ? AND e.id <= ?`,
    )
    .all(after, after + PART);
  const next = after + PART < of ? after + PART : null;
  const callers = rows.map(({ endpointId, claims }) => ({ endpointId, claims: JSON.parse(claims) as Claim[] }));
  return { callers, next, done: next ?? of, of };
}
