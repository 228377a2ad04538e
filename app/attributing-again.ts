import { attributeRuns, routePaths } from './attributing.ts';
import { judgeThreads } from './attributing-threads.ts';
import { readSaid } from './corrections.ts';
import { judgeBeside } from './judging-again.ts';
import { readAppliedCorrections, readCalibration, writeAttribution } from './store/attribution.ts';
import { readNamedJobs, readRejectedLinks } from './store/corrections.ts';
import type { Db } from './store/database.ts';
import { changedLinks, writeLinkChanges } from './store/links.ts';
import { readCaptures, readyRuns } from './store/runs.ts';
import { readSetting, writeSetting } from './store/settings.ts';

/** Whether people have said something since all runs were last brought to it. */
export const needsAttribution = (db: Db): boolean => saidText(db) !== (readSetting(db, 'corrected-by') ?? NOTHING);

const saidText = (db: Db): string => JSON.stringify([readRejectedLinks(db), readNamedJobs(db)]);
const NOTHING = '[[],[]]';

/** Attributes and judges those runs again about which people have said something else since. */
export async function attributeAgain(
  db: Db,
  judgeWorker: URL | null,
  report: (left: readonly number[]) => void,
): Promise<void> {
  const text = saidText(db);
  const left = readyRuns(db).filter((runId) => isBehind(db, runId));
  while (left.length > 0) {
    report(left);
    await attributeOne(db, left.shift() as number, judgeWorker);
  }
  if (text !== (readSetting(db, 'corrected-by') ?? NOTHING)) writeSetting(db, 'corrected-by', text);
}

function isBehind(db: Db, runId: number): boolean {
  return readSaid(db, [runId]).text !== (readAppliedCorrections(db, runId) ?? NOTHING);
}

/** Other files may have joined it, or another program have written its links by what was said for a moment. */
const holdingOf = (db: Db, runId: number): string =>
  JSON.stringify([readCaptures(db, runId).map(({ id }) => id), readAppliedCorrections(db, runId)]);

/** Once more where somebody said something else meanwhile, or others wrote the run's links. */
async function attributeOne(db: Db, runId: number, judgeWorker: URL | null): Promise<void> {
  // It may be removed meanwhile.
  while (readyRuns(db).includes(runId)) {
    const [said, holding] = [readSaid(db, [runId]), holdingOf(db, runId)];
    // Recordings of the same request were found at the import, and are marked.
    const threads = judgeThreads(judgeWorker, () => {});
    const { links, clocks } = await attributeRuns(db, [runId], routePaths(db, readyRuns(db)), [], said, threads);
    const changes = changedLinks(db, runId, links);
    const keep = (): boolean => {
      if (!readyRuns(db).includes(runId)) return false;
      if (readSaid(db, [runId]).text !== said.text || holdingOf(db, runId) !== holding) return false;
      writeLinkChanges(db, changes);
      writeAttribution(db, runId, { clocks, corrections: said.text, calibration: readCalibration(db, runId) });
      return true;
    };
    const judged = await judgeBeside(db, { runId, holds: [runId], links }, UNSEEN, keep);
    if (judged !== null) return;
  }
}

/** Whoever waits is told which run it is. */
const UNSEEN = { report: () => {}, check: () => {} };
