import { setImmediate } from 'node:timers/promises';
import type { Calibration } from '../shared/quality-views.ts';
import { type Attributed, attributeRuns, routePaths } from './attributing.ts';
import { judgeThreads } from './attributing-threads.ts';
import { readSaid, type Said } from './corrections.ts';
import { copiesFor } from './followed-decisions.ts';
import type { Finish } from './ingest/import-job.ts';
import type { Progress } from './ingest/import-progress.ts';
import { findTwins, type TwinGroup } from './ingest/twins.ts';
import { rejudge } from './judging.ts';
import { writeAttribution } from './store/attribution.ts';
import {
  deleteUnfinished,
  dropKnownTransactions,
  isImportedElsewhere,
  moveCaptures,
  publishRun,
} from './store/captures.ts';
import type { Db } from './store/database.ts';
import { applyAction } from './store/decisions.ts';
import { assignEndpoints, type RoutedPath, type SplitEndpoint } from './store/endpoints.ts';
import { writeLinks } from './store/links.ts';
import { moveDecisions } from './store/moved-decisions.ts';
import { readyRuns } from './store/runs.ts';
import { markTwins, readKeyedExchanges } from './store/twins.ts';

/** The same where large runs are judged on threads, too: {@link judgeThreads}. */
export const finishRunWith =
  (judgeWorker: URL): Finish =>
  (...given) =>
    finishRun(...given, judgeWorker);

/**
 * After reading: attributes the new captures, gives every exchange its endpoint, judges, and makes the run visible,
 * all in one transaction: a crash before its end leaves the workspace as it was.
 * `findJoin` names an earlier run that the new captures belong to. Returns the run that now holds them.
 */
export async function finishRun(
  db: Db,
  runId: number,
  findJoin: () => number | null,
  progress: Progress,
  check: () => void,
  judgeWorker: URL | null = null,
): Promise<number> {
  for (;;) {
    const joins = findJoin();
    if (joins !== null) dropKnownTransactions(db, runId, joins);
    progress.enter('attributing');
    const all = [...new Set([...readyRuns(db), runId])];
    const routes = routePaths(db, all);
    const runIds = joins === null ? [runId] : [joins, runId];
    const twins = findTwins(readKeyedExchanges(db, runIds));
    const said = readSaid(db, runIds);
    const attribution = await attributeRuns(db, runIds, routes, twins, said, judgeThreads(judgeWorker, check));
    const calibration = attribution.calibrate();
    // Attribution holds the thread; a cancel that came meanwhile is heard here, before anything is kept.
    await setImmediate();
    check();
    progress.enter('judging');
    const into = publish(db, { runId, joins, all, routes, attribution, calibration, said, twins }, findJoin);
    if (into !== null) return into;
  }
}

interface Finished {
  readonly runId: number;
  readonly joins: number | null;
  readonly all: readonly number[];
  readonly routes: readonly RoutedPath[];
  readonly attribution: Attributed;
  readonly calibration: Calibration;
  readonly said: Said;
  readonly twins: readonly TwinGroup[];
}

/**
 * Null when another import was published meanwhile that these captures belong to, or somebody corrected their links:
 * then they are attributed again.
 */
function publish(
  db: Db,
  { runId, joins, all, routes, attribution, calibration, said, twins }: Finished,
  findJoin: () => number | null,
): number | null {
  return db
    .transaction(() => {
      if (findJoin() !== joins) return null;
      const runIds = joins === null ? [runId] : [joins, runId];
      if (readSaid(db, runIds).text !== said.text) return null;
      if (isImportedElsewhere(db, runId)) throw new Error('These files were imported by another window meanwhile');
      const { moved, split } = assignEndpoints(db, all, routes);
      moveDecisions(db, moved);
      markTwins(db, twins);
      writeLinks(db, runIds, attribution.links);
      if (joins !== null) {
        moveCaptures(db, runId, joins);
        deleteUnfinished(db, runId);
      }
      writeAttribution(db, joins ?? runId, { clocks: attribution.clocks, corrections: said.text, calibration });
      publishRun(db, joins ?? runId);
      rejudge(db, readyRuns(db));
      followSplits(db, split, joins ?? runId);
      return joins ?? runId;
    })
    .immediate();
}

/** More data may show that what was taken for one route is several. */
function followSplits(db: Db, split: readonly SplitEndpoint[], runId: number): void {
  const steps = copiesFor(db, split);
  if (steps.length === 0) return;
  applyAction(db, {
    who: `Run ${runId}`,
    atMs: Date.now(),
    label: `Decisions of routes that run ${runId} split`,
    steps,
  });
}
