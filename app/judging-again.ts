import type { JudgedSoFar } from '../shared/import-views.ts';
import { readClasses } from './classes.ts';
import { groundsOf, JUDGED_BY, type JudgedRun, judgeWatched, storedRun, type Watch } from './judging.ts';
import { asOfNow, type Db } from './store/database.ts';
import { countFacts } from './store/facts.ts';
import { findingsVersion, replaceFindings, type StoredFinding } from './store/findings.ts';
import { readyRuns } from './store/runs.ts';
import { readSetting, writeSetting } from './store/settings.ts';

/** A workspace of an earlier version lacks what newer rules say: its findings are to be made again, and stand until then. */
export function noticeNewRules(db: Db): void {
  if (readSetting(db, 'judged-by') === JUDGED_BY) return;
  db.transaction(() => {
    writeSetting(db, 'to-judge', readyRuns(db));
    writeSetting(db, 'judged-by', JUDGED_BY);
  }).immediate();
}

/** The runs whose findings an earlier version made. */
export function runsToJudge(db: Db): number[] {
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
    const isKept = kept.immediate();
    if (isKept !== null) return isKept ? findings : null;
  }
}
