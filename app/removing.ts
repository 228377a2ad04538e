import type { RunRemoval } from '../shared/run-views.ts';
import { copiesFor } from './followed-decisions.ts';
import type { Watch } from './judging.ts';
import { applyAhead, type RouteDeed, shiftRoutes, shiftRoutesAtOnce } from './shift-routes.ts';
import { deleteUnfinished, hideRun } from './store/captures.ts';
import { type Db, isFull, onceFree } from './store/database.ts';
import { applyAction } from './store/decisions.ts';
import { countFindingsOnlyIn } from './store/findings.ts';
import { countLinks } from './store/links.ts';
import { moveDecisions } from './store/moved-decisions.ts';
import { readCaptures, readyRuns } from './store/runs.ts';
import { templatesWith } from './store/templates.ts';

/** What would go with a run; null when the workspace does not hold it. */
export function previewRemoval(db: Db, runId: number): RunRemoval | null {
  if (!readyRuns(db).includes(runId)) return null;
  return {
    captures: readCaptures(db, runId).length,
    links: countLinks(db, runId).linked,
    onlyHere: countFindingsOnlyIn(db, runId),
  };
}

/** A run that is to go, and who says so. */
export interface Removal {
  readonly runId: number;
  readonly who: string;
  readonly atMs: number;
}

/**
 * Removes a run with its captures and links; there is no way back. Decisions stay: what it proved, and what it took
 * back, is proved anew by the runs that are left. What lies in the file goes afterwards, some of it at a time: nobody
 * sees it any more.
 */
export async function removeRun(db: Db, given: Removal, watch: Watch): Promise<void> {
  await shiftRoutes(db, removal(given), watch);
  await onceFree(() => deleteHidden(db, given.runId));
}

/** The same without a rest: of a small workspace. */
export function removeRunAtOnce(db: Db, given: Removal): void {
  shiftRoutesAtOnce(db, removal(given));
  deleteHidden(db, given.runId);
}

/** Hides the run; what is left stands as if it had never been. */
export const removal = ({ runId, who, atMs }: Removal): RouteDeed<void> => ({
  basis(db) {
    const ready = readyRuns(db);
    const runs = ready.filter((id) => id !== runId);
    // Templates are made of all paths: with fewer, routes may part.
    return ready.includes(runId) ? { runs, without: runId, given: templatesWith(db) } : null;
  },
  keep(db, ahead) {
    hideRun(db, runId);
    moveDecisions(db, ahead.plan.moved);
    applyAhead(db, ahead);
    const steps = copiesFor(db, ahead.plan.split);
    if (steps.length > 0) applyAction(db, { who, atMs, label: `Decisions of routes without run ${runId}`, steps });
  },
});

/** On a full disk it stays, unseen, until the next start. */
function deleteHidden(db: Db, runId: number): void {
  try {
    deleteUnfinished(db, runId);
  } catch (error) {
    if (!isFull(error)) throw error;
  }
}
