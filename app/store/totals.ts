import type { Db } from './database.ts';
import { likelyFrom } from './settings.ts';

/**
 * What lists count of a run, counted once: no list reads exchanges, transactions or changes. Totals are made when they
 * are first asked for, and dropped by whatever changes what they count.
 */

/** The run's exchanges, links or endpoints are about to change. Call inside the transaction that changes them. */
export function dropTotals(db: Db, runIds: readonly number[]): void {
  db.prepare('DELETE FROM total WHERE run_id IN (SELECT value FROM json_each(?))').run(JSON.stringify(runIds));
}

/** Those of these runs that lack totals, or whose totals were counted with another probability; none that is no more. */
export function runsWithoutTotals(db: Db, runIds: readonly number[]): number[] {
  return db
    .prepare<[string, number], number>(
      `SELECT value FROM json_each(?)
       WHERE value NOT IN (SELECT run_id FROM total WHERE likely_from = ?) AND value IN (SELECT id FROM run)`,
    )
    .pluck()
    .all(JSON.stringify(runIds), likelyFrom(db));
}

/** Makes the totals that these runs lack, one run at a time: whoever writes meanwhile does not wait for all. */
export function ensureTotals(db: Db, runIds: readonly number[]): void {
  for (const runId of runsWithoutTotals(db, runIds)) db.transaction(() => countAnew(db, runId)).immediate();
}

export interface RunTotals {
  readonly exchanges: number;
  readonly reached: number;
  /** From the start of its longest exchange to the end, in microseconds. */
  readonly longestUs: number;
  readonly transactions: number;
  /** Answered with a request, and with "no request caused it", both likely. */
  readonly linked: number;
  readonly background: number;
}

/** The totals of a run; null when there is no such run. */
export function readTotals(db: Db, runId: number): RunTotals | null {
  if (db.prepare('SELECT 1 FROM run WHERE id = ?').get(runId) === undefined) return null;
  ensureTotals(db, [runId]);
  const read = db.prepare<[number], RunTotals>(
    `SELECT exchanges, reached, longest_us AS longestUs, transactions, linked, background FROM total WHERE run_id = ?`,
  );
  return read.get(runId) ?? null;
}

function countAnew(db: Db, runId: number): void {
  // Another thread may have made them while this one waited for the lock.
  if (runsWithoutTotals(db, [runId]).length === 0) return;
  dropTotals(db, [runId]);
  for (const sql of [RUN, CALLS, WRITES, TABLES]) db.prepare(sql).run({ run: runId, likely: likelyFrom(db) });
}

const OF_RUN = 'SELECT id FROM capture WHERE run_id = @run';

const RUN = `
  INSERT INTO total (run_id, likely_from, exchanges, reached, longest_us, transactions, linked, background)
  SELECT @run, @likely, e.*, l.* FROM (
    SELECT count(*), coalesce(sum(reached <> 'no'), 0), coalesce(max(end_us - start_us), 0)
    FROM exchange WHERE capture_id IN (${OF_RUN})
  ) e, (
    SELECT count(*), coalesce(sum(l.probability >= @likely AND l.exchange_id IS NOT NULL), 0),
      coalesce(sum(l.probability >= @likely AND l.exchange_id IS NULL), 0)
    FROM source_transaction t JOIN link l ON l.transaction_id = t.id WHERE t.capture_id IN (${OF_RUN})
  ) l`;

/** A call writes when a likely link leads to a row that moved. */
const CALLS = `
  INSERT INTO total_of_calls (run_id, endpoint_id, client, calls, reached, wrote)
  WITH writing AS (
    SELECT DISTINCT l.exchange_id FROM source_transaction t JOIN link l ON l.transaction_id = t.id
    JOIN change c ON c.transaction_id = t.id
    WHERE t.capture_id IN (${OF_RUN}) AND l.probability >= @likely AND l.exchange_id IS NOT NULL
      AND c.changed IS NOT '[]'
  )
  SELECT @run, e.endpoint_id, coalesce(e.client, 'unknown client'), count(*), sum(e.reached <> 'no'), count(w.exchange_id)
  FROM exchange e LEFT JOIN writing w ON w.exchange_id = e.id
  WHERE e.capture_id IN (${OF_RUN}) AND e.endpoint_id IS NOT NULL GROUP BY e.endpoint_id, coalesce(e.client, 'unknown client')`;

/** Several logs of one run count once: only what is linked, or said to be linked to nothing, has a link. */
const WRITES = `
  INSERT INTO total_of_writes (run_id, endpoint_id, table_name, op, changed, rows)
  SELECT @run, CASE WHEN l.probability >= @likely THEN e.endpoint_id END AS endpoint, c.table_name, c.op, c.changed,
    count(*)
  FROM source_transaction t JOIN link l ON l.transaction_id = t.id JOIN change c ON c.transaction_id = t.id
  LEFT JOIN exchange e ON e.id = l.exchange_id
  WHERE t.capture_id IN (${OF_RUN}) GROUP BY endpoint, c.table_name, c.op, c.changed`;

/** The newest transaction that wrote each table: it shows the columns. */
const TABLES = `
  INSERT INTO total_of_table (run_id, table_name, newest)
  SELECT @run, c.table_name, max(c.transaction_id)
  FROM source_transaction t JOIN link l ON l.transaction_id = t.id JOIN change c ON c.transaction_id = t.id
  WHERE t.capture_id IN (${OF_RUN}) GROUP BY c.table_name`;
