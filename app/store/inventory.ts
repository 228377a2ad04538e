import type { ChangeOp } from '../../shared/records.ts';
import type { Db } from './database.ts';
import { createChangeReader } from './records.ts';
import { readyRuns } from './runs.ts';
import { likelyFrom } from './settings.ts';

export interface EndpointCounts {
  readonly endpointId: number;
  readonly calls: number;
  readonly reached: number;
  readonly writingCalls: number;
}

/** Calls of every endpoint seen in a whole run; a call writes when a likely link leads to a row that moved. */
export function readEndpointCounts(db: Db, runIds: readonly number[] = readyRuns(db)): EndpointCounts[] {
  return db
    .prepare<[number, string], EndpointCounts>(
      `WITH writing AS (
         SELECT DISTINCT l.exchange_id FROM link l JOIN change c ON c.transaction_id = l.transaction_id
         WHERE l.probability >= ? AND l.exchange_id IS NOT NULL AND c.changed IS NOT '[]'
       )
       SELECT e.endpoint_id AS endpointId, count(*) AS calls, sum(e.reached <> 'no') AS reached,
         count(w.exchange_id) AS writingCalls
       FROM exchange e JOIN capture k ON k.id = e.capture_id LEFT JOIN writing w ON w.exchange_id = e.id
       WHERE k.run_id IN (SELECT value FROM json_each(?)) AND e.endpoint_id IS NOT NULL GROUP BY e.endpoint_id`,
    )
    .all(likelyFrom(db), JSON.stringify(runIds));
}

/** Equal changes counted together; `changed` is the JSON text of the moved columns, null where not known. */
export interface WriteCount {
  readonly endpointId: number | null;
  readonly table: string;
  readonly op: ChangeOp;
  readonly changed: string | null;
  readonly rows: number;
}

/** What each endpoint wrote over likely links; endpointId null gathers what is linked to none. Several logs count once. */
export function readWriteCounts(db: Db, runIds: readonly number[] = readyRuns(db)): WriteCount[] {
  return db
    .prepare<[number, string], WriteCount>(
      `SELECT CASE WHEN l.probability >= ? THEN e.endpoint_id END AS endpointId,
         c.table_name AS "table", c.op, c.changed, count(*) AS rows
       FROM change c JOIN source_transaction t ON t.id = c.transaction_id JOIN capture k ON k.id = t.capture_id
       JOIN link l ON l.transaction_id = t.id LEFT JOIN exchange e ON e.id = l.exchange_id
       WHERE k.run_id IN (SELECT value FROM json_each(?)) GROUP BY 1, 2, 3, 4`,
    )
    .all(likelyFrom(db), JSON.stringify(runIds));
}

export interface ClientCount {
  readonly endpointId: number;
  readonly client: string;
  readonly calls: number;
  readonly wrote: number;
}

export function readClients(db: Db): ClientCount[] {
  return db
    .prepare<[number], ClientCount>(
      `WITH writing AS (
         SELECT DISTINCT l.exchange_id FROM link l JOIN change c ON c.transaction_id = l.transaction_id
         WHERE l.probability >= ? AND c.changed IS NOT '[]'
       )
       SELECT e.endpoint_id AS endpointId, coalesce(e.client, 'unknown client') AS client, count(*) AS calls,
         count(w.exchange_id) AS wrote
       FROM exchange e JOIN capture k ON k.id = e.capture_id JOIN run r ON r.id = k.run_id
       LEFT JOIN writing w ON w.exchange_id = e.id
       WHERE r.state = 'ready' AND e.endpoint_id IS NOT NULL GROUP BY 1, 2 ORDER BY calls DESC`,
    )
    .all(likelyFrom(db));
}

export interface CallRow {
  readonly exchangeId: number;
  readonly run: number;
  readonly startUs: number | null;
  readonly status: number | null;
  readonly reached: 'yes' | 'no' | 'unknown';
  /** Of its best link that leads to a row that moved; null where there is none. */
  readonly probability: number | null;
}

/** All calls of an endpoint in time order. */
export function readCalls(db: Db, endpointId: number): CallRow[] {
  return db
    .prepare<[number], CallRow>(
      `SELECT e.id AS exchangeId, k.run_id AS run, e.start_us AS startUs, e.status, e.reached,
         (SELECT max(l.probability) FROM link l JOIN change c ON c.transaction_id = l.transaction_id
          WHERE l.exchange_id = e.id AND c.changed IS NOT '[]') AS probability
       FROM exchange e JOIN capture k ON k.id = e.capture_id JOIN run r ON r.id = k.run_id
       WHERE r.state = 'ready' AND e.endpoint_id = ? ORDER BY k.run_id, e.start_us, e.id`,
    )
    .all(endpointId);
}

export interface OpenExchange {
  readonly exchangeId: number;
  readonly method: string;
  readonly route: string;
  readonly startUs: number;
  readonly endUs: number;
}

/** Other exchanges of the run that were open while this one was, in start order. */
export function readAlsoOpen(db: Db, exchangeId: number): OpenExchange[] {
  return db
    .prepare<[number], OpenExchange>(
      `SELECT o.id AS exchangeId, o.method, coalesce(p.route, o.path) AS route, o.start_us AS startUs, o.end_us AS endUs
       FROM exchange e JOIN capture k ON k.id = e.capture_id
       JOIN capture k2 ON k2.run_id = k.run_id JOIN exchange o ON o.capture_id = k2.id
       LEFT JOIN endpoint p ON p.id = o.endpoint_id
       WHERE e.id = ? AND o.id <> e.id AND o.reached <> 'no' AND o.start_us <= e.end_us AND o.end_us >= e.start_us
       ORDER BY o.start_us LIMIT 40`,
    )
    .all(exchangeId);
}

/** The columns of every table written in these runs, as its latest row shows them. */
export function readTableColumns(db: Db, runIds: readonly number[] = readyRuns(db)): Map<string, string[]> {
  const latest = db
    .prepare<[string], { table: string; transactionId: number }>(
      `SELECT c.table_name AS "table", max(c.transaction_id) AS transactionId
       FROM change c JOIN source_transaction t ON t.id = c.transaction_id JOIN capture k ON k.id = t.capture_id
       JOIN link l ON l.transaction_id = t.id
       WHERE k.run_id IN (SELECT value FROM json_each(?)) GROUP BY c.table_name ORDER BY c.table_name`,
    )
    .all(JSON.stringify(runIds));
  const changesOf = createChangeReader(db);
  return new Map(
    latest.map(({ table, transactionId }) => {
      const change = changesOf(transactionId).find((each) => each.table === table);
      return [table, Object.keys(change?.after ?? change?.before ?? change?.key ?? {})];
    }),
  );
}

export interface WorkspaceCounts {
  readonly runs: number;
  readonly exchanges: number;
  readonly endpoints: number;
  readonly tables: number;
}

export function countWorkspace(db: Db): WorkspaceCounts {
  const one = (sql: string): number => db.prepare<[], number>(sql).pluck().get() ?? 0;
  const inReady = "capture_id IN (SELECT c.id FROM capture c JOIN run r ON r.id = c.run_id WHERE r.state = 'ready')";
  return {
    runs: one("SELECT count(*) FROM run WHERE state = 'ready'"),
    exchanges: one(`SELECT count(*) FROM exchange WHERE ${inReady}`),
    endpoints: one(`SELECT count(DISTINCT endpoint_id) FROM exchange WHERE ${inReady}`),
    tables: one(
      `SELECT count(DISTINCT table_name) FROM change JOIN source_transaction t ON t.id = transaction_id WHERE t.${inReady}`,
    ),
  };
}
