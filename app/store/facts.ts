import type { ChangeOp, Claim, Exchange, Reached } from '../../shared/records.ts';
import type { FactChange, FactExchange, FactTransaction } from '../audit/facts.ts';
import type { Db } from './database.ts';

/** A run's exchanges as judging sees them: no headers, no bodies. */
export function readFactExchanges(db: Db, runId: number): FactExchange[] {
  return db
    .prepare<[number], FactExchange & { reached: Reached }>(
      `SELECT e.id, e.endpoint_id AS endpointId, c.name AS capture, e.position AS "index", e.reached,
         e.reached_why AS reachedWhy, e.start_us AS startUs, e.end_us AS endUs
       FROM exchange e JOIN capture c ON c.id = e.capture_id WHERE c.run_id = ? ORDER BY e.id`,
    )
    .all(runId);
}

interface FactRow {
  id: number;
  capture: string;
  sourceId: string;
  timeUs: number | null;
  op: ChangeOp;
  table: string;
  changed: string | null;
  rowKey: string | null;
}

/** A run's transactions with table, operation and moved columns of each change, in log order. */
export function readFactTransactions(db: Db, runId: number): FactTransaction[] {
  const rows = db
    .prepare<[number], FactRow>(
      `SELECT t.id, c.name AS capture, t.source_id AS sourceId, t.time_us AS timeUs,
         g.op, g.table_name AS "table", g.changed, g.row_key AS rowKey
       FROM source_transaction t JOIN capture c ON c.id = t.capture_id JOIN change g ON g.transaction_id = t.id
       WHERE c.run_id = ? ORDER BY t.id, g.ordinal`,
    )
    .all(runId);
  return [...Map.groupBy(rows, (row) => row.id).values()].flatMap((changes) => {
    const [first] = changes;
    if (!first) return [];
    const { id, capture, sourceId, timeUs } = first;
    return [{ id, capture, sourceId, timeUs, changes: changes.map(toChange) }];
  });
}

const toChange = ({ op, table, changed, rowKey }: FactRow): FactChange => ({
  op,
  table,
  changed: changed === null ? null : (JSON.parse(changed) as string[]),
  key: rowKey,
});

interface CallColumns {
  id: number;
  capture: string;
  index: number;
  method: string;
  origin: string;
  path: string;
  query: string;
  status: number | null;
  reached: Reached;
  startUs: number | null;
  endUs: number | null;
  client: string | null;
  claims: string;
}

/** One call without headers and bodies. */
export type CallRecord = Omit<CallColumns, 'query' | 'claims'> & {
  readonly query: Exchange['query'];
  readonly claims: readonly Claim[];
};

/** An endpoint's calls in a run, in time order; those without a time at the end. */
export function readCallRecords(db: Db, runId: number, endpointId: number): CallRecord[] {
  return db
    .prepare<[number, number], CallColumns>(
      `SELECT e.id, c.name AS capture, e.position AS "index", e.method, e.origin, e.path, e.query, e.status, e.reached,
         e.start_us AS startUs, e.end_us AS endUs, e.client, e.claims
       FROM exchange e JOIN capture c ON c.id = e.capture_id WHERE e.endpoint_id = ? AND c.run_id = ?
       ORDER BY e.start_us IS NULL, e.start_us, e.id`,
    )
    .all(endpointId, runId)
    .map((row) => ({
      ...row,
      query: JSON.parse(row.query) as Exchange['query'],
      claims: JSON.parse(row.claims) as Claim[],
    }));
}
