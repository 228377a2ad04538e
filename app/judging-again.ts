import type { JudgedSoFar } from '../shared/import-views.ts';
import { readClasses } from './classes.ts';
import { groundsOf, JUDGED_BY, type JudgedRun, judgeWatched, rejudge, storedRun, type Watch } from './judging.ts';
import { asOfNow, type Db, onceFree } from './store/database.ts';
import { countFacts } from './store/facts.ts';
import { findingsVersion, replaceFindings, type StoredFinding, touchFindings } from './store/findings.ts';
import { countRecordedCalls, readyRuns } from './store/runs.ts';
import { readSetting, writeSetting } from './store/settings.ts';

/** A workspace of an earlier version lacks what newer rules say: its findings are to be made again, and stand until then. */
export function noticeNewRules(db: Db): void {
  if (readSetting(db, 'judged-by') === JUDGED_BY) return;
  db.transaction(() => {
    askFor(db, readyRuns(db), 'rules');
    writeSetting(db, 'judged-by', JUDGED_BY);
  }).immediate();
}

/** Of more calls, rules take longer than a window may stand still. */
const MOST_CALLS = 2_000;

/** Whether judging these runs is left to another thread. */
export const isLarge = (db: Db, runIds: readonly number[]): boolean => countRecordedCalls(db, runIds) > MOST_CALLS;

/**
 * Something has changed that the verdicts on these runs rest on. They follow at once; in a large workspace
 * {@link judgeAgain} is to make them later. Call inside the transaction of the change.
 */
export function followChange(db: Db, runIds: readonly number[]): void {
  if (isLarge(db, runIds)) askFor(db, runIds, 'decision');
  else rejudge(db, runIds);
}

function askFor(db: Db, runIds: readonly number[], why: 'rules' | 'decision'): void {
  if (runIds.length === 0) return;
  const left = runsToJudge(db);
  if (left.length === 0) writeSetting(db, 'to-judge-for', why);
  writeSetting(db, 'to-judge', [...new Set([...left, ...runIds])]);
  // Whoever judges meanwhile does it on what is no more.
  touchFindings(db);
}

/** Why the findings of some runs are to be made again; null where none are. */
export const whyToJudge = (db: Db): 'rules' | 'decision' | null =>
  runsToJudge(db).length === 0 ? null : (readSetting(db, 'to-judge-for') ?? 'rules');

function runsToJudge(db: Db): number[] {
  const left = new Set(readSetting(db, 'to-judge') ?? []);
  return left.size === 0 ? [] : readyRuns(db).filter((id) => left.has(id));
}

/** Makes their findings again, run by run: what was done stays done when it is stopped. */
export async function judgeAgain(db: Db, { report, check }: Watch): Promise<void> {
  let done = 0;
  for (let left = runsToJudge(db); left.length > 0; left = runsToJudge(db)) {
    const [of, before] = [done + countFacts(db, left, false).endpoints, done];
    const told = (sofar: JudgedSoFar) => report({ endpoints: before + sofar.endpoints, of, share: sofar.share });
    done += await judgeOne(db, left[0] as number, { report: told, check });
  }
}

/** Returns how many endpoints are judged. */
async function judgeOne(db: Db, runId: number, watch: Watch): Promise<number> {
  const findings = await judgeBeside(db, storedRun(runId), watch, () => runsToJudge(db).includes(runId));
  return new Set(findings?.map(({ endpointId }) => endpointId)).size;
}

/**
 * Judges a run, however long that takes, while people go on deciding, and then keeps its findings with what else `keep`
 * writes, in one short transaction; anew where something changed meanwhile that verdicts rest on.
 * @param keep false: nothing is to be kept
 */
export async function judgeBeside(
  db: Db,
  run: JudgedRun,
  watch: Watch,
  keep: () => boolean,
): Promise<readonly StoredFinding[] | null> {
  for (;;) {
    const version = findingsVersion(db);
    const grounds = groundsOf(db, readClasses(db));
    const findings = await asOfNow(db, () => judgeWatched(db, [run], grounds, watch));
    const kept = db.transaction(() => {
      if (findingsVersion(db) !== version) return null;
      if (!keep()) return false;
      replaceFindings(db, [run.runId], findings);
      return true;
    });
    const isKept = await onceFree(() => kept.immediate());
    if (isKept !== null) return isKept ? findings : null;
  }
}
