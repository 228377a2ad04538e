import type { EngineEvent } from '../shared/summary-views.ts';
import type { Asked } from './awaited.ts';
import type { Applied } from './calls.ts';
import type { RouteWork } from './changing-routes.ts';
import type { Corrector } from './corrector.ts';
import { followChange } from './judging-again.ts';
import type { Replay } from './replaying-routes.ts';
import { personOf } from './settings.ts';
import type { Db } from './store/database.ts';
import { applyAction, nextUndo, type ReplayedAction, redoAction, undoAction } from './store/decisions.ts';
import { readyRuns } from './store/runs.ts';
import type { Plan } from './track/decide.ts';

/** The label of what was undone or done again; null when there was nothing. Of routes in a large workspace it takes a while. */
type Replayed = string | null | Promise<string | null>;

/** Everything that people decide goes through here, and back. */
export interface Deciding {
  readonly decide: (plan: Plan) => Applied;
  /** Of links: runs are attributed again. */
  readonly correct: (plan: Plan) => Applied;
  readonly undo: (asked?: Asked) => Replayed;
  readonly redo: (asked?: Asked) => Replayed;
}

export function createDeciding(
  db: Db,
  routes: RouteWork,
  corrector: Corrector,
  emit: (event: EngineEvent) => void,
): Deciding {
  const decide = (plan: Plan): Applied => {
    const applied = applyAction(db, { who: personOf(db), atMs: Date.now(), label: plan.label, steps: plan.steps });
    if (applied > 0) emit({ type: 'changed', what: 'decisions' });
    const done = new Set(plan.steps.map((step) => step.subject)).size;
    return { applied: applied > 0 ? done : 0, refused: plan.refused, undo: nextUndo(db)?.label ?? null };
  };
  const correct = (plan: Plan): Applied => {
    const applied = decide(plan);
    if (applied.applied > 0) corrector.start();
    return applied;
  };
  /** Classes are decisions too: the verdicts follow them back, in the same transaction or soon. */
  const replayed = (replay: () => ReplayedAction | null): string | null => {
    const action = db
      .transaction(() => {
        const done = replay();
        if (done?.fields.has('class')) followChange(db, readyRuns(db));
        return done;
      })
      .immediate();
    if (action) emit({ type: 'changed', what: action.fields.has('class') ? 'classes' : 'decisions' });
    if (action && (action.fields.has('rejected') || action.fields.has('job'))) corrector.start();
    else corrector.catchUp();
    return action?.label ?? null;
  };
  const rerouted = (label: string | null): string | null => {
    if (label !== null) emit({ type: 'changed', what: 'classes' });
    return label;
  };
  const replay = (which: Replay, asked: Asked, otherwise: () => ReplayedAction | null): Replayed => {
    const label = routes.replay(which, asked);
    if (label === undefined) return replayed(otherwise);
    return label instanceof Promise ? label.then(rerouted) : rerouted(label);
  };
  return {
    ...{ decide, correct },
    undo: (asked = {}) => replay('undo', asked, () => undoAction(db, personOf(db), Date.now())),
    redo: (asked = {}) => replay('redo', asked, () => redoAction(db)),
  };
}
