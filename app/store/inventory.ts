import type { ChangeOp } from '../../shared/records.ts';
import type { Db } from './database.ts';
import { createChangeReader } from './records.ts';
import { readyRuns } from './runs.ts';
import { ensureTotals, readTotals } from './totals.ts';

/** Endpoints by their ids, both ends included. */
export interface EndpointRange {
  readonly from: number;
  readonly to: number;
}

const ALL: EndpointRange = { from: 0, to: Number.MAX_SAFE_INTEGER };

/** All endpoints in ranges that each can be read in a few milliseconds. */
export function endpointRanges(db: Db): EndpointRange[] {
  const last = db.prepare<[], number>('SELECT coalesce(max(id), 0) FROM endpoint').pluck().get() ?? 0;
  return Array.from({ length: Math.ceil((last + 1) / RANGE) }, (_, n) => ({
    from: n * RANGE,
    to: (n + 1) * RANGE - 1,
  }));
}

const RANGE = 500;

export interface EndpointCounts {
  readonly endpointId: number;
  readonly calls: number;
  readonly reached: number;
  readonly writingCalls: number;
}

/** Calls of every endpoint seen in a whole run; a call writes when a likely link leads to a row that moved. */
export function readEndpointCounts(
  db: Db,
  runIds: readonly number[] = readyRuns(db),
  { from, to }: EndpointRange = ALL,
): EndpointCounts[] {
  ensureTotals(db, runIds);
  return db
    .prepare<[number, number, string], EndpointCounts>(
      `SELECT endpoint_id AS endpointId, sum(calls) AS calls, sum(reached) AS reached, sum(wrote) AS writingCalls
       FROM total_of_calls WHERE endpoint_id BETWEEN ? AND ? AND run_id IN (SELECT value FROM json_each(?))
       GROUP BY endpoint_id`,
    )
    .all(from, to, JSON.stringify(runIds));
}

/** Calls of an endpoint that got to the server, in all whole runs. */
export function countReached(db: Db, endpointId: number): number {
  const runIds = readyRuns(db);
  ensureTotals(db, runIds);
  const count = db.prepare<[number, string], number>(
    `SELECT coalesce(sum(reached), 0) FROM total_of_calls
     WHERE endpoint_id = ? AND run_id IN (SELECT value FROM json_each(?))`,
  );
  return count.pluck().get(endpointId, JSON.stringify(runIds)) ?? 0;
}

/** In which of these runs calls of each endpoint got to the server. */
export function readSeenRuns(
  db: Db,
  runIds: readonly number[],
  { from, to }: EndpointRange,
): { endpointId: number; runId: number }[] {
  return db
    .prepare<[number, number, string], { endpointId: number; runId: number }>(
      `SELECT DISTINCT endpoint_id AS endpointId, run_id AS runId FROM total_of_calls
       WHERE endpoint_id BETWEEN ? AND ? AND reached > 0 AND run_id IN (SELECT value FROM json_each(?))`,
    )
    .all(from, to, JSON.stringify(runIds));
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
  ensureTotals(db, runIds);
  return db
    .prepare<[string], WriteCount>(
      `SELECT endpoint_id AS endpointId, table_name AS "table", op, changed, sum(rows) AS rows
       FROM total_of_writes WHERE run_id IN (SELECT value FROM json_each(?)) GROUP BY 1, 2, 3, 4`,
    )
    .all(JSON.stringify(runIds));
}

export interface ClientCount {
  readonly endpointId: number;
  readonly client: string;
  readonly calls: number;
  readonly wrote: number;
}

/** Who called each endpoint in the whole runs, most calls first. */
export function readClients(db: Db, { from, to }: EndpointRange = ALL): ClientCount[] {
  const runIds = readyRuns(db);
  ensureTotals(db, runIds);
  return db
    .prepare<[number, number, string], ClientCount>(
      `SELECT endpoint_id AS endpointId, client, sum(calls) AS calls, sum(wrote) AS wrote FROM total_of_calls
       WHERE endpoint_id BETWEEN ? AND ? AND run_id IN (SELECT value FROM json_each(?))
       GROUP BY 1, 2 ORDER BY calls DESC`,
    )
    .all(from, to, JSON.stringify(runIds));
}

export const readClientsOfEndpoint = (db: Db, id: number): ClientCount[] => readClients(db, { from: id, to: id });

export interface CallRow {
  readonly exchangeId: number;
  readonly startUs: number | null;
  readonly status: number | null;
  readonly reached: 'yes' | 'no' | 'unknown';
  /** Of its best link that leads to a row that moved; null where there is none. */
  readonly probability: number | null;
}

/** The runs in which an endpoint was called, in the order of their traffic. */
export function readRunsOfEndpoint(db: Db, endpointId: number): number[] {
  const runIds = readyRuns(db);
  ensureTotals(db, runIds);
  const called = db.prepare<[number], number>('SELECT DISTINCT run_id FROM total_of_calls WHERE endpoint_id = ?');
  const known = new Set(called.pluck().all(endpointId));
  return runIds.filter((run) => known.has(run));
}

/** An endpoint's calls in a run, in time order: read from an index alone, however many there are. */
export function readCallIds(db: Db, endpointId: number, runId: number): number[] {
  return db
    .prepare<[number, number], number>(
      `SELECT e.id FROM capture k CROSS JOIN exchange e ON e.capture_id = k.id
       WHERE k.run_id = ? AND e.endpoint_id = ? ORDER BY e.start_us, e.id`,
    )
    .pluck()
    .all(runId, endpointId);
}

/** The run of a call; null where it is none of this endpoint's. */
export function readRunOfCall(db: Db, endpointId: number, exchangeId: number): number | null {
  const run = db.prepare<[number, number], number>(
    `SELECT k.run_id FROM exchange e JOIN capture k ON k.id = e.capture_id JOIN run r ON r.id = k.run_id
     WHERE e.id = ? AND e.endpoint_id = ? AND r.state = 'ready'`,
  );
  return run.pluck().get(exchangeId, endpointId) ?? null;
}

/** Those of these calls that are an endpoint's own. */
export function readOwnCalls(db: Db, endpointId: number, exchangeIds: readonly number[]): number[] {
  const own = db.prepare<[string, number], number>(
    'SELECT e.id FROM json_each(?) j CROSS JOIN exchange e ON e.id = j.value WHERE e.endpoint_id = ?',
  );
  return own.pluck().all(JSON.stringify(exchangeIds), endpointId);
}

/** These calls, in the order given. */
export function readCalls(db: Db, exchangeIds: readonly number[]): CallRow[] {
  return db
    .prepare<[string], CallRow>(
      `SELECT e.id AS exchangeId, e.start_us AS startUs, e.status, e.reached,
         (SELECT max(l.probability) FROM link l JOIN change c ON c.transaction_id = l.transaction_id
          WHERE l.exchange_id = e.id AND c.changed IS NOT '[]') AS probability
       FROM json_each(?) j CROSS JOIN exchange e ON e.id = j.value ORDER BY j.key`,
    )
    .all(JSON.stringify(exchangeIds));
}

export interface OpenExchange {
  readonly exchangeId: number;
  readonly method: string;
  readonly route: string;
  readonly startUs: number;
  readonly endUs: number;
}

/** Other exchanges of the run that were open while this one was, in start order. */
export function readAlsoOpen(db: Db, runId: number, exchangeId: number): OpenExchange[] {
  // Nothing that began longer ago than the run's longest exchange took is still open.
  const longestUs = readTotals(db, runId)?.longestUs ?? 0;
  return db
    .prepare<[number, number, number], OpenExchange>(
      `SELECT o.id AS exchangeId, o.method, coalesce(p.route, o.path) AS route, o.start_us AS startUs, o.end_us AS endUs
       FROM exchange e CROSS JOIN capture k ON k.run_id = ?
       CROSS JOIN exchange o ON o.capture_id = k.id AND o.start_us BETWEEN e.start_us - ? AND e.end_us
       LEFT JOIN endpoint p ON p.id = o.endpoint_id
       WHERE e.id = ? AND o.id <> e.id AND o.reached <> 'no' AND o.end_us >= e.start_us
       ORDER BY o.start_us LIMIT 40`,
    )
    .all(runId, longestUs, exchangeId);
}

/** A table and the newest transaction that wrote it: it shows the columns. */
export interface NewestWrite {
  readonly table: string;
  readonly transactionId: number;
}

/** The columns of every table written in these runs, as its latest row shows them; `also` was written beside them. */
export function readTableColumns(
  db: Db,
  runIds: readonly number[] = readyRuns(db),
  also: readonly NewestWrite[] = [],
): Map<string, string[]> {
  ensureTotals(db, runIds);
  const counted = db
    .prepare<[string], NewestWrite>(
      `SELECT table_name AS "table", max(newest) AS transactionId FROM total_of_table
       WHERE run_id IN (SELECT value FROM json_each(?)) GROUP BY table_name ORDER BY table_name`,
    )
    .all(JSON.stringify(runIds));
  const newest = new Map<string, number>();
  for (const { table, transactionId } of [...counted, ...also])
    newest.set(table, Math.max(transactionId, newest.get(table) ?? 0));
  const changesOf = createChangeReader(db);
  return new Map(
    [...newest].map(([table, transactionId]) => {
      const change = changesOf(transactionId).find((each) => each.table === table);
      return [table, Object.keys(change?.after ?? change?.before ?? change?.key ?? {})];
    }),
  );
}

/** The newest of these transactions that wrote each table. */
export const readNewestWrites = (db: Db, transactionIds: readonly number[]): NewestWrite[] =>
  db
    .prepare<[string], NewestWrite>(
      `SELECT table_name AS "table", max(transaction_id) AS transactionId FROM change
       WHERE transaction_id IN (SELECT value FROM json_each(?)) GROUP BY table_name ORDER BY table_name`,
    )
    .all(JSON.stringify(transactionIds));

export interface WorkspaceCounts {
  readonly runs: number;
  readonly exchanges: number;
  readonly endpoints: number;
  readonly tables: number;
}

/** Looked up endpoint by endpoint: there are many more counts than endpoints. */
function countCalled(db: Db, runs: string): number {
  const count = db.prepare<[string], number>(
    `SELECT count(*) FROM endpoint e WHERE EXISTS (
       SELECT 1 FROM total_of_calls t WHERE t.endpoint_id = e.id AND t.run_id IN (SELECT value FROM json_each(?)))`,
  );
  return count.pluck().get(runs) ?? 0;
}

export function countWorkspace(db: Db): WorkspaceCounts {
  const runIds = readyRuns(db);
  ensureTotals(db, runIds);
  const runs = JSON.stringify(runIds);
  const one = (counted: string): number =>
    db
      .prepare<[string], number>(`SELECT ${counted} WHERE run_id IN (SELECT value FROM json_each(?))`)
      .pluck()
      .get(runs) ?? 0;
  return {
    runs: runIds.length,
    exchanges: one('coalesce(sum(exchanges), 0) FROM total'),
    endpoints: countCalled(db, runs),
    tables: one('count(DISTINCT table_name) FROM total_of_table'),
  };
}
