import type { MigrationStatus, RuleId, Verdict } from '../../shared/words.ts';
import type { Db } from './database.ts';
import { inPieces, PIECE } from './finding-pieces.ts';
import { ensureTotals } from './totals.ts';

/** What a run said of a finding, without its evidence: light enough to hold for every run. */
export interface RunVerdict {
  readonly key: string;
  readonly runId: number;
  readonly endpointId: number;
  readonly rule: RuleId;
  readonly verdict: Verdict;
  readonly calls: number;
  readonly wrote: number;
  /** Tables that an offence or an exception tells of, as JSON text by name: equal texts, equal tables. */
  readonly tables: string;
}

/**
 * What every whole run said of every finding, oldest traffic first, part by part; of a run that could not tell (no calls,
 * no change log) nothing: it does not speak for the finding.
 */
export function* readVerdicts(db: Db): Generator<RunVerdict[]> {
  const ofRun = db.prepare<[number, string], RunVerdict>(
    `SELECT f.key, f.run_id AS runId, f.endpoint_id AS endpointId, f.rule, f.verdict,
         f.calls, f.wrote,
         CASE f.verdict WHEN 'holds' THEN '[]' ELSE (
           SELECT json_group_array(t.value ->> 'table' ORDER BY t.value ->> 'table')
           FROM json_each(f.judgement, '$.tables') t) END AS tables
     FROM finding f WHERE f.run_id = ? AND f.key > ? AND f.verdict <> 'not-judged' AND f.calls > 0
     ORDER BY f.key LIMIT ${PIECE}`,
  );
  yield* inPieces(db, ofRun);
}

/** A finding's status from a moment on. */
export interface StatusMove {
  readonly key: string;
  readonly atMs: number;
  readonly status: MigrationStatus;
}

const MOVES = `SELECT substr(d.subject, length('finding:') + 1) AS key, a.at_ms AS atMs,
    coalesce(d.after_value ->> '$', 'detected') AS status
  FROM decision d JOIN action a ON a.id = d.action_id WHERE d.field = 'status' AND a.undone_at_ms IS NULL`;

/** Every move of a status that stands, oldest first; undone ones never happened. */
export const readStatusMoves = (db: Db): StatusMove[] => db.prepare<[], StatusMove>(`${MOVES} ORDER BY d.id`).all();

/** Those of some findings. */
export function readStatusMovesOf(db: Db, keys: readonly string[]): StatusMove[] {
  const subjects = JSON.stringify(keys.map((key) => `finding:${key}`));
  return db
    .prepare<[string], StatusMove>(`${MOVES} AND d.subject IN (SELECT value FROM json_each(?)) ORDER BY d.id`)
    .all(subjects);
}

/** Endpoints with a call in the run that got to the server, as far as can be told. */
export function readCalledEndpoints(db: Db, runId: number): Set<number> {
  ensureTotals(db, [runId]);
  const called = db.prepare<[number], number>(
    'SELECT DISTINCT endpoint_id FROM total_of_calls WHERE run_id = ? AND reached > 0',
  );
  return new Set(called.pluck().all(runId));
}
