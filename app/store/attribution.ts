import type { Calibration, IdCounts } from '../../shared/quality-views.ts';
import type { ClockEstimate } from '../../shared/records.ts';
import { type Db, fromJson, toJson } from './database.ts';

/** What attribution says of a run beside its links. */
export interface StoredAttribution {
  /** One per change log. */
  readonly clocks: readonly ClockEstimate[];
  /** What people had said that it followed. */
  readonly corrections: string;
  /** Null: not looked at. */
  readonly calibration: Calibration | null;
}

/** Replaces what was said of the run. Call inside the transaction that writes its links. */
export function writeAttribution(db: Db, runId: number, { clocks, corrections, calibration }: StoredAttribution): void {
  db.prepare(
    `INSERT INTO attribution (run_id, clocks, corrections, calibration) VALUES (?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET clocks = excluded.clocks, corrections = excluded.corrections,
       calibration = excluded.calibration`,
  ).run(runId, JSON.stringify(clocks), corrections, toJson(calibration));
}

/** One per change log; null for a run that an earlier version attributed. */
export function readClocks(db: Db, runId: number): ClockEstimate[] | null {
  const read = db.prepare<[number], string>('SELECT clocks FROM attribution WHERE run_id = ?').pluck();
  return fromJson<ClockEstimate[]>(read.get(runId) ?? null);
}

/** How answers without ids did; null for a run that an earlier version attributed. */
export function readCalibration(db: Db, runId: number): Calibration | null {
  const read = db.prepare<[number], string | null>('SELECT calibration FROM attribution WHERE run_id = ?').pluck();
  return fromJson<Calibration>(read.get(runId) ?? null);
}

/** What people had said when the run was attributed; null for a run that an earlier version attributed. */
export function readAppliedCorrections(db: Db, runId: number): string | null {
  const read = db.prepare<[number], string>('SELECT corrections FROM attribution WHERE run_id = ?').pluck();
  return read.get(runId) ?? null;
}

/** How many of the run's requests that may have got to the server, and of its transactions, carry keys. */
export function countIds(db: Db, runId: number): IdCounts {
  const requests = db.prepare<[number], Pick<IdCounts, 'requests' | 'requestsWithId'>>(
    `SELECT count(*) AS requests, coalesce(sum(e.keys <> '[]'), 0) AS requestsWithId
     FROM exchange e JOIN capture c ON c.id = e.capture_id WHERE c.run_id = ? AND e.reached <> 'no'`,
  );
  const transactions = db.prepare<[number], Pick<IdCounts, 'transactions' | 'transactionsWithId'>>(
    `SELECT count(*) AS transactions, coalesce(sum(EXISTS (
         SELECT 1 FROM json_each(t.context) j WHERE json_array_length(j.value, '$.keys') > 0)), 0) AS transactionsWithId
     FROM link l JOIN source_transaction t ON t.id = l.transaction_id
     JOIN capture c ON c.id = t.capture_id WHERE c.run_id = ?`,
  );
  const none = { requests: 0, requestsWithId: 0, transactions: 0, transactionsWithId: 0 };
  return { ...none, ...requests.get(runId), ...transactions.get(runId) };
}
