import type { Claim } from '../../shared/records.ts';
import type { Db } from './database.ts';

export interface NewestCall {
  readonly exchangeId: number;
  readonly claims: readonly Claim[];
  /** Of its best link that leads to a row that moved; 0 where there is none. */
  readonly probability: number;
}

export interface NewestCalls {
  /** All that got to the server. */
  readonly all: number;
  readonly newest: readonly NewestCall[];
}

/** The newest calls of an endpoint that got to the server, in all whole runs. */
export function readNewestCalls(db: Db, endpointId: number, most: number): NewestCalls {
  const from = `FROM exchange e JOIN capture c ON c.id = e.capture_id JOIN run r ON r.id = c.run_id
    WHERE r.state = 'ready' AND e.endpoint_id = ? AND e.reached <> 'no'`;
  const rows = db
    .prepare<[number, number], { exchangeId: number; claims: string; probability: number }>(
      `SELECT e.id AS exchangeId, e.claims, coalesce((SELECT max(l.probability) FROM link l
         JOIN change g ON g.transaction_id = l.transaction_id
         WHERE l.exchange_id = e.id AND g.changed IS NOT '[]'), 0) AS probability
       ${from} ORDER BY e.start_us DESC, e.id DESC LIMIT ?`,
    )
    .all(endpointId, most);
  const all = db.prepare<[number], number>(`SELECT count(*) ${from}`).pluck().get(endpointId) ?? 0;
  return { all, newest: rows.map((row) => ({ ...row, claims: JSON.parse(row.claims) as Claim[] })) };
}
