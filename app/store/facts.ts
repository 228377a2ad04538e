import type { ChangeOp, Claim, Exchange, Reached } from '../../shared/records.ts';
import type { FactChange, FactExchange, FactTransaction } from '../audit/facts.ts';
import type { Db } from './database.ts';

/**
 * The exchanges of these runs as judging sees them: no headers, no bodies. `planned`: with the endpoints that a
 * {@link RoutePlan} of this connection gives them.
 */
export function readFactExchanges(db: Db, runIds: readonly number[], planned: boolean): FactExchange[] {
  const { id, of } = planned ? PLANNED : STORED;
  return db
    .prepare<[string], FactExchange & { reached: Reached }>(
      `SELECT e.id, ${id} AS endpointId, c.name AS capture, c.id AS captureId, e.position AS "index", e.reached,
         e.reached_why AS reachedWhy, e.start_us AS startUs, e.end_us AS endUs
       FROM ${of} WHERE c.run_id IN (SELECT value FROM json_each(?)) ORDER BY e.id`,
    )
    .all(JSON.stringify(runIds));
}

/** How many endpoints these runs call, and how often. */
export function countFacts(db: Db, runIds: readonly number[], planned: boolean): { endpoints: number; calls: number } {
  const { id, of } = planned ? PLANNED : STORED;
  const count = db.prepare<[string], { endpoints: number; calls: number }>(
    `SELECT count(DISTINCT ${id}) AS endpoints, count(*) AS calls
     FROM ${of} WHERE c.run_id IN (SELECT value FROM json_each(?))`,
  );
  return count.get(JSON.stringify(runIds)) ?? { endpoints: 0, calls: 0 };
}

const STORED = { id: 'e.endpoint_id', of: 'exchange e JOIN capture c ON c.id = e.capture_id' };
const PLANNED = {
  id: 'coalesce(r.id, e.endpoint_id)',
  of: `${STORED.of} LEFT JOIN temp.routed r ON r.origin = e.origin AND r.path = e.path AND r.method = e.method
    AND r.operation = coalesce(e.operation, '')`,
};

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

/** The transactions of these runs with table, operation and moved columns of each change, in log order. */
export function readFactTransactions(db: Db, runIds: readonly number[]): FactTransaction[] {
  const rows = db
    .prepare<[string], FactRow>(
      `SELECT t.id, c.name AS capture, t.source_id AS sourceId, t.time_us AS timeUs,
         g.op, g.table_name AS "table", g.changed, g.row_key AS rowKey
       FROM source_transaction t JOIN capture c ON c.id = t.capture_id JOIN change g ON g.transaction_id = t.id
       WHERE c.run_id IN (SELECT value FROM json_each(?)) ORDER BY t.id, g.ordinal`,
    )
    .all(JSON.stringify(runIds));
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

/** These calls in time order; those without a time at the end. */
export function readCallRecords(db: Db, exchangeIds: readonly number[]): CallRecord[] {
  return db
    .prepare<[string], CallColumns>(
      `SELECT e.id, c.name AS capture, e.position AS "index", e.method, e.origin, e.path, e.query, e.status, e.reached,
         e.start_us AS startUs, e.end_us AS endUs, e.client, e.claims
       FROM exchange e JOIN capture c ON c.id = e.capture_id WHERE e.id IN (SELECT value FROM json_each(?))
       ORDER BY e.start_us IS NULL, e.start_us, e.id`,
    )
    .all(JSON.stringify(exchangeIds))
    .map((row) => ({
      ...row,
      query: JSON.parse(row.query) as Exchange['query'],
      claims: JSON.parse(row.claims) as Claim[],
    }));
}
