import type { Claim } from '../../shared/records.ts';
import type { Db } from './database.ts';

export interface NewestCall {
  readonly exchangeId: number;
  readonly claims: readonly Claim[];
  /** Of its best link that leads to a row that moved; 0 where there is none. */
  readonly probability: number;
}

/** The newest calls of an endpoint in a run that got to the server. */
export function readNewestCalls(db: Db, endpointId: number, runId: number, most: number): number[] {
  return db
    .prepare<[number, number, number], number>(
      `SELECT e.id FROM capture c CROSS JOIN exchange e ON e.capture_id = c.id
       WHERE c.run_id = ? AND e.endpoint_id = ? AND e.reached <> 'no' ORDER BY e.start_us DESC, e.id DESC LIMIT ?`,
    )
    .pluck()
    .all(runId, endpointId, most);
}

/** Who sent these calls, and whether they wrote. */
export function readSenders(db: Db, exchangeIds: readonly number[]): NewestCall[] {
  const rows = db
    .prepare<[string], { exchangeId: number; claims: string; probability: number }>(
      `SELECT e.id AS exchangeId, e.claims, coalesce((SELECT max(l.probability) FROM link l
         JOIN change g ON g.transaction_id = l.transaction_id
         WHERE l.exchange_id = e.id AND g.changed IS NOT '[]'), 0) AS probability
       FROM json_each(?) j CROSS JOIN exchange e ON e.id = j.value ORDER BY j.key`,
    )
    .all(JSON.stringify(exchangeIds));
  return rows.map((row) => ({ ...row, claims: JSON.parse(row.claims) as Claim[] }));
}
