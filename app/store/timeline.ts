import type { ChangeOp, Stamp, TimeKind } from '../../shared/records.ts';
import type { Db } from './database.ts';
import { likelyFrom } from './settings.ts';

/** What a run's timeline is drawn from. Rows come one at a time: a large run never stands in memory twice. */

export interface TimedRequest {
  readonly id: number;
  readonly startUs: number;
  readonly endUs: number;
  readonly serverFromUs: number;
  readonly serverToUs: number;
  readonly client: string | null;
  readonly connection: string | null;
  readonly endpointId: number | null;
  readonly status: number;
  /** 0 or 1. */
  readonly reached: number;
}

/** The run's requests that have a time, in time order. */
export function readTimedRequests(db: Db, runId: number): IterableIterator<TimedRequest> {
  return db
    .prepare<[number], TimedRequest>(
      `SELECT e.id, e.start_us AS startUs, coalesce(e.end_us, e.start_us) AS endUs,
         coalesce(e.server_from_us, e.start_us) AS serverFromUs,
         coalesce(e.server_to_us, e.end_us, e.start_us) AS serverToUs,
         e.client, e.connection, e.endpoint_id AS endpointId, coalesce(e.status, 0) AS status, e.reached <> 'no' AS reached
       FROM exchange e JOIN capture c ON c.id = e.capture_id
       WHERE c.run_id = ? AND e.start_us IS NOT NULL ORDER BY e.start_us, e.id`,
    )
    .iterate(runId);
}

export interface TimedCommit {
  readonly id: number;
  readonly captureId: number;
  /** As recorded. */
  readonly us: number;
  readonly resolutionUs: number;
  readonly exchangeId: number | null;
  /** 0 or 1: whether its best answer is likely. */
  readonly likely: number;
}

/** The run's transactions that have a time, in time order, with their best answer. */
export function readTimedCommits(db: Db, runId: number): IterableIterator<TimedCommit> {
  return db
    .prepare<[number, number], TimedCommit>(
      `SELECT t.id, t.capture_id AS captureId, t.time_us AS us, coalesce(t.resolution_us, 1) AS resolutionUs, l.exchange_id AS exchangeId,
         l.probability >= ? AS likely
       FROM link l JOIN source_transaction t ON t.id = l.transaction_id JOIN capture c ON c.id = t.capture_id
       WHERE c.run_id = ? AND t.time_us IS NOT NULL ORDER BY t.time_us, t.id`,
    )
    .iterate(likelyFrom(db), runId);
}

export interface TableDeed {
  readonly transactionId: number;
  readonly op: ChangeOp;
  readonly table: string;
}

/** Every change of the run's transactions, those of one transaction together. */
export function readTableDeeds(db: Db, runId: number): IterableIterator<TableDeed> {
  return db
    .prepare<[number], TableDeed>(
      `SELECT g.transaction_id AS transactionId, g.op, g.table_name AS "table"
       FROM capture c JOIN source_transaction t ON t.capture_id = c.id JOIN change g ON g.transaction_id = t.id
       JOIN link l ON l.transaction_id = t.id
       WHERE c.run_id = ? ORDER BY g.transaction_id, g.op, g.table_name`,
    )
    .iterate(runId);
}

/** The run and the stamp of a transaction; null when no whole run holds it. */
export function readStamp(db: Db, transactionId: number): { readonly run: number; readonly time: Stamp | null } | null {
  const row = db
    .prepare<[number], { run: number; us: number | null; kind: TimeKind | null; resolutionUs: number | null }>(
      `SELECT r.id AS run, t.time_us AS us, t.time_kind AS kind, t.resolution_us AS resolutionUs
       FROM source_transaction t JOIN capture c ON c.id = t.capture_id JOIN run r ON r.id = c.run_id
       WHERE t.id = ? AND r.state = 'ready'`,
    )
    .get(transactionId);
  if (!row) return null;
  const { run, us, kind, resolutionUs } = row;
  return { run, time: us === null || kind === null ? null : { us, kind, resolutionUs: resolutionUs ?? 1 } };
}
