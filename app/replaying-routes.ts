import type { Watch } from './judging.ts';
import { applyAhead, type RouteDeed, shiftRoutes, shiftRoutesAtOnce } from './shift-routes.ts';
import type { Db } from './store/database.ts';
import { applyAction, nextRedo, nextUndo, redoAction, type Step, undoAction } from './store/decisions.ts';
import type { Reassigned } from './store/endpoints.ts';
import { type NewerDecision, readNewerDecisions } from './store/newer-decisions.ts';
import { readyRuns } from './store/runs.ts';
import { readTemplateEdits, templatesWith } from './store/templates.ts';

export type Replay = 'undo' | 'redo';

/** An action on routes that is taken back or done again, and who says so. */
export interface RouteReplay {
  readonly replay: Replay;
  readonly actionId: number;
  readonly who: string;
  readonly atMs: number;
}

/** The action that undo or redo would take on, where it is one on routes. */
export function routeActionFor(db: Db, replay: Replay): number | null {
  const action = replay === 'undo' ? nextUndo(db) : nextRedo(db);
  return action !== null && readTemplateEdits(db, action.id, 'after').size > 0 ? action.id : null;
}

/** Undoes or does again an action on routes; verdicts follow. Its label; null: somebody else did it meanwhile. */
export const replayRoutes = (db: Db, given: RouteReplay, watch: Watch): Promise<string | null> =>
  shiftRoutes(db, replayOf(given), watch);

/** The same without a rest: of a small workspace. */
export const replayRoutesAtOnce = (db: Db, given: RouteReplay): string | null => shiftRoutesAtOnce(db, replayOf(given));

const replayOf = ({ replay, actionId, who, atMs }: RouteReplay): RouteDeed<string | null> => ({
  basis(db) {
    const edits = readTemplateEdits(db, actionId, replay === 'undo' ? 'before' : 'after');
    return isUndone(db, actionId) === (replay === 'redo')
      ? { runs: readyRuns(db), given: templatesWith(db, edits) }
      : null;
  },
  keep(db, ahead) {
    const action = replay === 'undo' ? undoAction(db, who, atMs, actionId) : redoAction(db, actionId);
    applyAhead(db, ahead);
    takeAlong(db, readNewerDecisions(db, actionId), ahead.plan, { who, atMs });
    return action?.label ?? null;
  },
});

const isUndone = (db: Db, actionId: number): boolean =>
  db
    .prepare<[number], number>('SELECT 1 FROM action WHERE id = ? AND undone_at_ms IS NOT NULL')
    .pluck()
    .get(actionId) !== undefined;

/** What was decided while it was judged is decided of the routes that stand now: they are what the finding became. */
function takeAlong(
  db: Db,
  newer: readonly NewerDecision[],
  { moved, split }: Reassigned,
  by: { readonly who: string; readonly atMs: number },
): void {
  const targets = new Map([
    ...moved.map(({ from, to }) => [from, [to]] as const),
    ...split.map(({ from, to }) => [from, to] as const),
  ]);
  const steps = newer.flatMap((decision) => stepsFor(decision, targets));
  if (steps.length > 0) applyAction(db, { ...by, label: 'Decisions taken while routes changed', steps });
}

function stepsFor({ subject, field, value }: NewerDecision, targets: ReadonlyMap<string, readonly string[]>): Step[] {
  // `finding:<rule> <endpoint>`; a rule's name has no spaces.
  const at = subject.indexOf(' ') + 1;
  const endpoint = subject.slice(at);
  const others = targets.get(endpoint);
  // Replaying may have written over what stands on a route that stays; a note is there still.
  if (others === undefined && field === 'note') return [];
  return (others ?? [endpoint])
    .filter((to) => field !== 'note' || to !== endpoint)
    .map((to): Step => ({ subject: `finding:${subject.slice('finding:'.length, at)}${to}`, field, value }));
}
