import type { ChangeOp, Link, TimeKind } from '../../shared/records.ts';
import type { BasisCounts, BucketCounts, CaptureFacts, Side } from '../../shared/run-views.ts';
import type { Db } from './database.ts';
import { readCaptures } from './runs.ts';
import { likelyFrom } from './settings.ts';
import { readTotals } from './totals.ts';

/** What the page of one run counts and lists. */

export interface RunHead {
  readonly id: number;
  readonly atMs: number;
  readonly exchanges: number;
  readonly reached: number;
}

/** Null when there is no such run, or it is not whole yet. */
export function readRunHead(db: Db, runId: number): RunHead | null {
  const head = db
    .prepare<[number], { id: number; atMs: number }>(
      "SELECT id, at_ms AS atMs FROM run WHERE id = ? AND state = 'ready'",
    )
    .get(runId);
  const totals = head && readTotals(db, runId);
  return totals ? { ...head, exchanges: totals.exchanges, reached: totals.reached } : null;
}

interface SideColumns {
  count: number;
  timed: number;
  fromUs: number | null;
  toUs: number | null;
}

const toSide = ({ count, timed, fromUs, toUs }: SideColumns): Side => ({
  count,
  withoutTime: count - timed,
  span: fromUs === null || toUs === null ? null : [fromUs, toUs],
});

/** When a run's requests were under way, and when its transactions committed, each counted in one log. */
export function readSides(db: Db, runId: number): { requests: Side; commits: Side } {
  const read = (sql: string) => toSide(db.prepare<[number], SideColumns>(sql).get(runId) as SideColumns);
  return {
    requests: read(
      `SELECT count(*) AS count, count(e.start_us) AS timed, min(e.start_us) AS fromUs,
         max(coalesce(e.end_us, e.start_us)) AS toUs
       FROM exchange e JOIN capture c ON c.id = e.capture_id WHERE c.run_id = ?`,
    ),
    commits: read(
      `SELECT count(*) AS count, count(t.time_us) AS timed, min(t.time_us) AS fromUs, max(t.time_us) AS toUs
       FROM link l JOIN source_transaction t ON t.id = l.transaction_id
       JOIN capture c ON c.id = t.capture_id WHERE c.run_id = ?`,
    ),
  };
}

type InBucket<Counts> = Counts & { readonly bucket: number };

/** How many of a run's requests start in each step of time; steps without any are left out. */
export function countRequestsByTime(
  db: Db,
  runId: number,
  fromUs: number,
  widthUs: number,
): InBucket<Pick<BucketCounts, 'requests'>>[] {
  return db
    .prepare<[number, number, number], InBucket<Pick<BucketCounts, 'requests'>>>(
      `SELECT CAST((e.start_us - ?) / ? AS INTEGER) AS bucket, count(*) AS requests
       FROM exchange e JOIN capture c ON c.id = e.capture_id
       WHERE c.run_id = ? AND e.start_us IS NOT NULL GROUP BY bucket`,
    )
    .all(fromUs, widthUs, runId);
}

/** How many of a run's transactions commit in each step of time, and how they were answered. */
export function countCommitsByTime(
  db: Db,
  runId: number,
  fromUs: number,
  widthUs: number,
): InBucket<Omit<BucketCounts, 'requests'>>[] {
  return db
    .prepare<number[], InBucket<Omit<BucketCounts, 'requests'>>>(
      `SELECT CAST((t.time_us - ?) / ? AS INTEGER) AS bucket,
         sum(l.probability >= ? AND l.exchange_id IS NOT NULL) AS linked,
         sum(l.probability >= ? AND l.exchange_id IS NULL) AS background,
         sum(l.probability < ?) AS undecided
       FROM link l JOIN source_transaction t ON t.id = l.transaction_id JOIN capture c ON c.id = t.capture_id
       WHERE c.run_id = ? AND t.time_us IS NOT NULL GROUP BY bucket`,
    )
    .all(fromUs, widthUs, likelyFrom(db), likelyFrom(db), likelyFrom(db), runId);
}

/** The run's linked transactions by the strongest basis of each link. */
export function countBases(db: Db, runId: number): BasisCounts {
  const counts = db
    .prepare<[number, number], BasisCounts>(
      `WITH linked AS (
         SELECT instr(l.basis, '"key"') > 0 AS key, instr(l.basis, '"value"') > 0 AS value
         FROM link l JOIN source_transaction t ON t.id = l.transaction_id JOIN capture c ON c.id = t.capture_id
         WHERE c.run_id = ? AND l.exchange_id IS NOT NULL AND l.probability >= ?
       )
       SELECT coalesce(sum(key), 0) AS key, coalesce(sum(NOT key AND value), 0) AS value,
         coalesce(sum(NOT key AND NOT value), 0) AS time FROM linked`,
    )
    .get(runId, likelyFrom(db));
  return counts ?? { key: 0, value: 0, time: 0 };
}

export interface BackgroundTransaction {
  readonly id: number;
  readonly timeUs: number | null;
  /** `insert public.heartbeats`, each once, in alphabetical order. */
  readonly deeds: readonly string[];
  /** Those among them that moved no column: `update public.session`. */
  readonly still: readonly string[];
}

/** The run's transactions that no request caused, in commit order. */
export function readBackground(db: Db, runId: number): BackgroundTransaction[] {
  return db
    .prepare<[number, number], { id: number; timeUs: number | null; deeds: string; still: string }>(
      `SELECT t.id, t.time_us AS timeUs,
         (SELECT json_group_array(DISTINCT g.op || ' ' || g.table_name) FROM change g WHERE g.transaction_id = t.id)
           AS deeds,
         (SELECT json_group_array(deed) FROM (SELECT g.op || ' ' || g.table_name AS deed FROM change g
           WHERE g.transaction_id = t.id AND g.op = 'update' GROUP BY 1 HAVING min(g.changed IS '[]') = 1)) AS still
       FROM link l JOIN source_transaction t ON t.id = l.transaction_id JOIN capture c ON c.id = t.capture_id
       WHERE c.run_id = ? AND l.exchange_id IS NULL AND l.probability >= ? ORDER BY t.time_us, t.id`,
    )
    .all(runId, likelyFrom(db))
    .map(({ deeds, still, ...row }) => ({
      ...row,
      deeds: (JSON.parse(deeds) as string[]).sort(),
      still: JSON.parse(still) as string[],
    }));
}

/** Ids of the run's transactions without an answer that is likely, in commit order. */
export function readUndecided(db: Db, runId: number): number[] {
  return db
    .prepare<[number, number], number>(
      `SELECT t.id FROM link l JOIN source_transaction t ON t.id = l.transaction_id
       JOIN capture c ON c.id = t.capture_id
       WHERE c.run_id = ? AND l.probability < ? ORDER BY t.time_us, t.id`,
    )
    .pluck()
    .all(runId, likelyFrom(db));
}

export interface AnsweredTransaction {
  readonly id: number;
  readonly sourceId: string;
  readonly capture: string;
  readonly timeUs: number | null;
  readonly resolutionUs: number | null;
  readonly exchangeId: number | null;
  readonly probability: number;
  readonly rivals: Link['rivals'];
}

/** These transactions with every answer that was weighed, in commit order. */
export function readAnswered(db: Db, ids: readonly number[]): AnsweredTransaction[] {
  return db
    .prepare<[string], Omit<AnsweredTransaction, 'rivals'> & { rivals: string }>(
      `SELECT t.id, t.source_id AS sourceId, c.name AS capture, t.time_us AS timeUs, t.resolution_us AS resolutionUs,
         l.exchange_id AS exchangeId, l.probability, l.rivals
       FROM source_transaction t JOIN capture c ON c.id = t.capture_id JOIN link l ON l.transaction_id = t.id
       WHERE t.id IN (SELECT value FROM json_each(?)) ORDER BY t.time_us, t.id`,
    )
    .all(JSON.stringify(ids))
    .map((row) => ({ ...row, rivals: JSON.parse(row.rivals) as Link['rivals'] }));
}

export interface DeedCount {
  readonly transactionId: number;
  readonly op: ChangeOp;
  readonly table: string;
  readonly rows: number;
}

/** What these transactions did to which tables. */
export function readDeeds(db: Db, ids: readonly number[]): DeedCount[] {
  return db
    .prepare<[string], DeedCount>(
      `SELECT transaction_id AS transactionId, op, table_name AS "table", count(*) AS rows FROM change
       WHERE transaction_id IN (SELECT value FROM json_each(?)) GROUP BY 1, 2, 3 ORDER BY 1, min(ordinal)`,
    )
    .all(JSON.stringify(ids));
}

export interface NamedExchange {
  readonly id: number;
  readonly endpointId: number | null;
  readonly startUs: number | null;
}

/** Endpoint and start of these exchanges, for lists that name them. */
export function readNamed(db: Db, exchangeIds: readonly number[]): NamedExchange[] {
  return db
    .prepare<[string], NamedExchange>(
      `SELECT id, endpoint_id AS endpointId, start_us AS startUs FROM exchange
       WHERE id IN (SELECT value FROM json_each(?))`,
    )
    .all(JSON.stringify(exchangeIds));
}

interface CaptureCounts {
  withoutTime: number;
  kind: TimeKind | null;
  resolutionUs: number | null;
}

/** The run's captures with what can be said of their times. */
export function readCaptureFacts(db: Db, runId: number): CaptureFacts[] {
  const requests = db.prepare<[number], CaptureCounts>(
    `SELECT count(*) - count(start_us) AS withoutTime, NULL AS kind, NULL AS resolutionUs
     FROM exchange WHERE capture_id = ?`,
  );
  const transactions = db.prepare<[number], CaptureCounts>(
    `SELECT count(*) - count(time_us) AS withoutTime, max(time_kind) AS kind, max(resolution_us) AS resolutionUs
     FROM source_transaction WHERE capture_id = ?`,
  );
  const changes = db
    .prepare<[number], number>(
      'SELECT count(*) FROM change g JOIN source_transaction t ON t.id = g.transaction_id WHERE t.capture_id = ?',
    )
    .pluck();
  return readCaptures(db, runId).map((capture) => {
    const counts = (capture.kind === 'http' ? requests : transactions).get(capture.id) as CaptureCounts;
    const { withoutTime, kind, resolutionUs } = counts;
    return {
      ...capture,
      changes: changes.get(capture.id) ?? 0,
      withoutTime,
      times: kind === null || resolutionUs === null ? null : { kind, resolutionUs },
    };
  });
}
