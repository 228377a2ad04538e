import { setImmediate } from 'node:timers/promises';
import type { Calibration } from '../shared/quality-views.ts';
import { type Attributed, attributeRuns, routePaths } from './attributing.ts';
import { judgeThreads, type Threads } from './attributing-threads.ts';
import { readSaid, type Said } from './corrections.ts';
import { copiesFor } from './followed-decisions.ts';
import type { Finish } from './ingest/import-job.ts';
import type { Progress } from './ingest/import-progress.ts';
import { findTwins, type TwinGroup } from './ingest/twins.ts';
import { type Coming, lookAhead, type Outlook } from './outlook.ts';
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
import { applyPlan, type SplitEndpoint } from './store/endpoints.ts';
import { findingsVersion, replaceFindings } from './store/findings.ts';
import { stageLinks, writeLinks } from './store/links.ts';
import { moveDecisions } from './store/moved-decisions.ts';
import { countRecordedTransactions, readyRuns } from './store/runs.ts';
import { ensureTotals } from './store/totals.ts';
import { markTwins, readKeyedExchanges } from './store/twins.ts';

/** The same where large runs are judged on threads, too: {@link judgeThreads}. */
export const finishRunWith =
  (judgeWorker: URL): Finish =>
  (...given) =>
    finishRun(...given, judgeWorker);

/**
 * After reading: attributes the new captures, says what the rules will say of every endpoint, and makes the run visible.
 * All that takes long is done beside the workspace that people see; what they see changes in one short transaction: a
 * crash before its end leaves the workspace as it was.
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
  // Work holds the thread; a cancel that came meanwhile is heard here.
  const between = () => setImmediate().then(check);
  for (;;) {
    const joins = findJoin();
    if (joins !== null) dropKnownTransactions(db, runId, joins);
    progress.enter('attributing');
    const attributed = await attributeNew(db, runId, joins, judgeThreads(judgeWorker, check, progress.attributed));
    await between();
    if (joins === null) await stageLinks(db, runId, attributed.links, between);
    const into = await judgeAndPublish(db, attributed, findJoin, progress, check);
    if (into !== null) return into;
  }
}

/** A run that is ready to be judged. */
export interface AttributedRun extends Coming {
  readonly clocks: Attributed['clocks'];
  readonly calibration: Calibration;
  readonly said: Said;
  readonly twins: readonly TwinGroup[];
}

async function attributeNew(db: Db, runId: number, joins: number | null, threads: Threads): Promise<AttributedRun> {
  const runIds = joins === null ? [runId] : [joins, runId];
  // Routes and twins take a moment, too.
  threads.report?.({ phase: 'reading', transactions: 0, of: countRecordedTransactions(db, runIds) });
  const routes = routePaths(db, [...new Set([...readyRuns(db), runId])]);
  const twins = findTwins(readKeyedExchanges(db, runIds));
  const said = readSaid(db, runIds);
  const { links, clocks, calibrate } = await attributeRuns(db, runIds, routes, twins, said, threads);
  threads.report?.({ phase: 'checking', transactions: links.length, of: links.length });
  return { runId, joins, links, clocks, calibration: calibrate(), said, twins };
}

/** Null: what was attributed does not hold any more. */
async function judgeAndPublish(
  db: Db,
  attributed: AttributedRun,
  findJoin: () => number | null,
  progress: Progress,
  check: () => void,
): Promise<number | null> {
  for (;;) {
    progress.enter('judging');
    const outlook = await lookAhead(db, attributed, { report: progress.judged, check });
    const outcome = db.transaction(() => publish(db, attributed, outlook, findJoin)).immediate();
    if (typeof outcome === 'number') countForLists(db);
    if (outcome !== 'judge') return outcome;
  }
}

/** Lists count with totals: they are made here, so that the engine does not have to. */
function countForLists(db: Db): void {
  try {
    ensureTotals(db, readyRuns(db));
  } catch {
    // The run is whole all the same, and must not be told as lost: whoever asks for a list counts, or hears why not.
  }
}

/**
 * Null when another import was published meanwhile that these captures belong to, or somebody corrected their links:
 * then they are attributed again. `judge` when something else changed that verdicts rest on.
 */
export function publish(
  db: Db,
  { runId, joins, links, clocks, calibration, said, twins }: AttributedRun,
  { version, plan, findings, judged }: Outlook,
  findJoin: () => number | null,
): number | null | 'judge' {
  if (findJoin() !== joins) return null;
  const runIds = joins === null ? [runId] : [joins, runId];
  if (readSaid(db, runIds).text !== said.text) return null;
  if (isImportedElsewhere(db, runId)) throw new Error('These files were imported by another window meanwhile');
  if (findingsVersion(db) !== version) return 'judge';
  const into = joins ?? runId;
  applyPlan(db, plan);
  moveDecisions(db, plan.moved);
  markTwins(db, twins);
  if (joins !== null) {
    writeLinks(db, runIds, links);
    moveCaptures(db, runId, joins);
    deleteUnfinished(db, runId);
  }
  writeAttribution(db, into, { clocks, corrections: said.text, calibration });
  publishRun(db, into);
  replaceFindings(db, judged, findings);
  followSplits(db, plan.split, into);
  return into;
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
