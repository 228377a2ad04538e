import type { RunRemoval } from '../shared/run-views.ts';
import { routePaths } from './attributing.ts';
import { moveClasses, readClasses } from './classes.ts';
import { copiesFor } from './followed-decisions.ts';
import { rejudge } from './judging.ts';
import { deleteRun } from './store/captures.ts';
import type { Db } from './store/database.ts';
import { applyAction } from './store/decisions.ts';
import { applyPlan, planEndpoints } from './store/endpoints.ts';
import { countFindingsOnlyIn } from './store/findings.ts';
import { countLinks } from './store/links.ts';
import { moveDecisions } from './store/moved-decisions.ts';
import { readCaptures, readyRuns } from './store/runs.ts';

/** What would go with a run; null when the workspace does not hold it. */
export function previewRemoval(db: Db, runId: number): RunRemoval | null {
  if (!readyRuns(db).includes(runId)) return null;
  return {
    captures: readCaptures(db, runId).length,
    links: countLinks(db, runId).linked,
    onlyHere: countFindingsOnlyIn(db, runId),
  };
}

/**
 * Removes a run with its captures and links; there is no way back. Decisions stay: what it proved, and what it took
 * back, is proved anew by the runs that are left.
 */
export function removeRun(db: Db, runId: number, who: string, atMs: number): void {
  db.transaction(() => {
    const before = readClasses(db);
    deleteRun(db, runId);
    const runs = readyRuns(db);
    // Templates are made of all paths: with fewer, routes may part.
    const plan = planEndpoints(db, runs, routePaths(db, runs));
    applyPlan(db, plan);
    moveDecisions(db, plan.moved);
    rejudge(db, moveClasses(db, runs, before, readClasses(db)) ? runs : runs.filter((id) => plan.touched.has(id)));
    const steps = copiesFor(db, plan.split);
    if (steps.length > 0) applyAction(db, { who, atMs, label: `Decisions of routes without run ${runId}`, steps });
  }).immediate();
}
