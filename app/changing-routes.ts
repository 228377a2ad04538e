import type { z } from 'zod';
import type { editTemplatesInput } from '../shared/inputs.ts';
import type { TemplateChange } from '../shared/template-views.ts';
import type { Asked, AwaitedWork } from './awaited.ts';
import { isLarge } from './judging-again.ts';
import type { LongThread } from './long-thread.ts';
import { removeRunAtOnce } from './removing.ts';
import { type Replay, replayRoutesAtOnce, routeActionFor } from './replaying-routes.ts';
import type { Db } from './store/database.ts';
import { readyRuns } from './store/runs.ts';
import { editTemplatesAtOnce } from './templates.ts';

/** What gives exchanges other endpoints: at once in a small workspace, on another thread in a large one. */
export interface RouteWork {
  edit(input: z.output<typeof editTemplatesInput>, asked: Asked): Promise<TemplateChange>;
  remove(runId: number, asked: Asked): Promise<void>;
  /** Undefined: the next action is none on routes. Null: there was nothing to do any more. */
  replay(replay: Replay, asked: Asked): string | null | undefined | Promise<string | null>;
}

export function createRouteWork(db: Db, thread: LongThread, work: AwaitedWork, who: () => string): RouteWork {
  const by = () => ({ who: who(), atMs: Date.now() });
  const isLong = () => isLarge(db, readyRuns(db));
  return {
    async edit(input, asked) {
      const order = { input, ...by() };
      if (!isLong()) return editTemplatesAtOnce(db, order);
      return work.run(asked, (waiting) => thread.ask('editTemplates', order, waiting));
    },
    async remove(runId, asked) {
      const removal = { runId, ...by() };
      if (!isLong()) return removeRunAtOnce(db, removal);
      return work.run(asked, (waiting) => thread.ask('removeRun', removal, waiting));
    },
    replay(replay, asked) {
      const actionId = routeActionFor(db, replay);
      if (actionId === null) return undefined;
      const given = { replay, actionId, ...by() };
      if (!isLong()) return replayRoutesAtOnce(db, given);
      return work.run(asked, (waiting) => thread.ask('replayRoutes', given, waiting));
    },
  };
}
