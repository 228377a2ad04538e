import type { RuleId, Verdict } from '../../shared/words.ts';
import type { Judgement } from '../audit/rule.ts';
import type { Db } from './database.ts';
import { inPieces, PIECE } from './finding-pieces.ts';
import { readyRuns } from './runs.ts';
import { readSetting, writeSetting } from './settings.ts';

/** What a rule said of an endpoint in one run. */
export interface StoredFinding {
  /** Stable: survives re-import and re-audit. */
  readonly key: string;
  readonly runId: number;
  readonly endpointId: number;
  readonly rule: RuleId;
  readonly verdict: Verdict;
  readonly judgement: Judgement;
}

/** Replaces all findings of the given runs; it leaves none to be judged again. Call inside a transaction. */
export function replaceFindings(db: Db, runIds: readonly number[], findings: readonly StoredFinding[]): void {
  db.prepare('DELETE FROM finding WHERE run_id IN (SELECT value FROM json_each(?))').run(JSON.stringify(runIds));
  const insert = db.prepare(
    'INSERT INTO finding (key, run_id, endpoint_id, rule, verdict, judgement) VALUES (?, ?, ?, ?, ?, ?)',
  );
  for (const { key, runId, endpointId, rule, verdict, judgement } of findings) {
    insert.run(key, runId, endpointId, rule, verdict, JSON.stringify(judgement));
  }
  touchFindings(db);
  const left = readSetting(db, 'to-judge') ?? [];
  if (left.length > 0)
    writeSetting(
      db,
      'to-judge',
      left.filter((id) => !runIds.includes(id)),
    );
}

/** What is made of findings is not good any more. */
export const touchFindings = (db: Db): void =>
  writeSetting(db, 'findings-made', (readSetting(db, 'findings-made') ?? 0) + 1);

/** Another text once findings were replaced, or runs came or went, by whichever connection. */
export const findingsVersion = (db: Db): string => `${readSetting(db, 'findings-made') ?? 0} of ${readyRuns(db)}`;

interface FindingColumns {
  key: string;
  runId: number;
  endpointId: number;
  rule: RuleId;
  verdict: Verdict;
  judgement: string;
}

const FINDINGS = `SELECT f.key, f.run_id AS runId, f.endpoint_id AS endpointId, f.rule, f.verdict, f.judgement
  FROM finding f JOIN run r ON r.id = f.run_id WHERE r.state = 'ready'`;

/** Every finding of every whole run, oldest traffic first. */
export function readFindings(db: Db): StoredFinding[] {
  return inOrder(db, db.prepare<[], FindingColumns>(FINDINGS).all());
}

/** Those of an endpoint, oldest traffic first. */
export function readFindingsOfEndpoint(db: Db, endpointId: number): StoredFinding[] {
  return inOrder(db, db.prepare<[number], FindingColumns>(`${FINDINGS} AND f.endpoint_id = ?`).all(endpointId));
}

/** Those with one of the keys, oldest traffic first. */
export function readFindingsOfKeys(db: Db, keys: readonly string[]): StoredFinding[] {
  const rows = db.prepare<[string], FindingColumns>(`${FINDINGS} AND f.key IN (SELECT value FROM json_each(?))`);
  return inOrder(db, rows.all(JSON.stringify(keys)));
}

/** The same by key: each finding in every run that holds it. */
export const readFindingsByKey = (db: Db, keys: readonly string[]): Map<string, StoredFinding[]> =>
  Map.groupBy(readFindingsOfKeys(db, keys), ({ key }) => key);

/** Findings that a run tells of and no other whole run does. */
export function countFindingsOnlyIn(db: Db, runId: number): number {
  const count = db.prepare<[number], number>(
    `SELECT count(*) FROM finding f WHERE f.run_id = ? AND f.verdict <> 'not-judged' AND NOT EXISTS (
       SELECT 1 FROM finding o JOIN run r ON r.id = o.run_id
       WHERE o.key = f.key AND o.run_id <> f.run_id AND r.state = 'ready')`,
  );
  return count.pluck().get(runId) ?? 0;
}

function inOrder(db: Db, rows: readonly FindingColumns[]): StoredFinding[] {
  const place = new Map(readyRuns(db).map((id, at) => [id, at]));
  return rows.map(toFinding).sort(
    // Findings of one run by key; keys are compared as the database compares them.
    (a, b) => (place.get(a.runId) ?? 0) - (place.get(b.runId) ?? 0) || (a.key < b.key ? -1 : 1),
  );
}

const toFinding = (row: FindingColumns): StoredFinding => ({
  ...row,
  judgement: JSON.parse(row.judgement) as Judgement,
});

/** What a finding's history shows of one run. */
export interface FindingCell extends Omit<StoredFinding, 'judgement'> {
  readonly calls: number;
  readonly wrote: number;
}

/** Every finding of every whole run without its judgement, oldest traffic first, part by part: from an index alone. */
export function* readFindingCells(db: Db): Generator<FindingCell[]> {
  const ofRun = db.prepare<[number, string], FindingCell>(
    `SELECT key, run_id AS runId, endpoint_id AS endpointId, rule, verdict, calls, wrote
     FROM finding WHERE run_id = ? AND key > ? ORDER BY key LIMIT ${PIECE}`,
  );
  yield* inPieces(db, ofRun);
}

/** What lists say of a judgement. */
export type JudgementHead = Omit<Judgement, 'evidence' | 'counted' | 'exhibits' | 'remedy'>;

/** Reads what lists say of one finding; its evidence and exhibits stay where they are. */
export function createHeadReader(db: Db): (cell: Pick<FindingCell, 'key' | 'runId'>) => JudgementHead {
  const read = db
    .prepare<[string, number], string>(
      `SELECT json_remove(judgement, '$.evidence', '$.counted', '$.exhibits', '$.remedy')
       FROM finding WHERE key = ? AND run_id = ?`,
    )
    .pluck();
  return ({ key, runId }) => JSON.parse(read.get(key, runId) as string) as JudgementHead;
}
