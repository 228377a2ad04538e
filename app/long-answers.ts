import type { MessagePort } from 'node:worker_threads';
import type { z } from 'zod';
import type { JudgedSoFar } from '../shared/import-views.ts';
import type {
  classFileInput,
  classifyInput,
  editTemplatesInput,
  exceptionCheckInput,
  exportListInput,
  exportRestInput,
  overviewInput,
} from '../shared/inputs.ts';
import type { notesInput } from '../shared/note-inputs.ts';
import { BadInput } from './calls.ts';
import { previewClassFile } from './class-file.ts';
import { previewClasses, settledBy } from './classify.ts';
import type { Watch } from './judging.ts';
import { keepLists } from './kept-lists.ts';
import { listOf } from './lists.ts';
import type { Failed, FromLongThread, Question, ToLongThread } from './long-thread.ts';
import { notesOf } from './notes.ts';
import { type Removal, removeRun } from './removing.ts';
import { type RouteReplay, replayRoutes } from './replaying-routes.ts';
import { seldom } from './seldom.ts';
import { workspaceNameOf } from './settings.ts';
import { type Db, openDatabase } from './store/database.ts';
import { ensureTotals } from './store/totals.ts';
import { summaryFile } from './summary-file.ts';
import { editTemplates, previewTemplates, type TemplateOrder } from './templates.ts';
import { createTextParts } from './text-parts.ts';

type Input<Schema extends z.ZodType> = z.output<Schema>;

/** What takes longer than a page may wait: large documents, and verdicts that would follow from something else. */
export type LongAnswers = ReturnType<typeof createLongAnswers>;

function createLongAnswers(db: Db, workspace: string) {
  const { classes, inventory, overview, timeline } = keepLists(db);
  const name = () => workspaceNameOf(db, workspace);
  const parts = createTextParts();
  return {
    notes: (input: Input<typeof notesInput>) =>
      notesOf({ db, classes: classes(), inventory: inventory.now(), workspace: name(), today: new Date() }, input),
    exportList: (input: Input<typeof exportListInput>) => {
      const list = listOf(db, name(), inventory.now(), input);
      return { ...list, ...parts.begin(list.text) };
    },
    exportRest: ({ next }: Input<typeof exportRestInput>) => parts.rest(next),
    exportSummary: ({ vs }: Input<typeof overviewInput>) =>
      summaryFile(name(), overview(vs), inventory.now(), Date.now()),
    previewClass: (input: Input<typeof classifyInput>, watch: Watch) => previewClasses(db, input, watch),
    previewClassFile: ({ text }: Input<typeof classFileInput>, watch: Watch) => previewClassFile(db, text, watch),
    previewTemplates: (input: Input<typeof editTemplatesInput>, watch: Watch) => previewTemplates(db, input, watch),
    editTemplates: (order: TemplateOrder, watch: Watch) => editTemplates(db, order, watch),
    replayRoutes: (replay: RouteReplay, watch: Watch) => replayRoutes(db, replay, watch),
    removeRun: (removal: Removal, watch: Watch) => removeRun(db, removal, watch),
    timeline,
    /** Makes the totals of a run, which all lists count with. */
    countRun: ({ run }: { readonly run: number }) => ensureTotals(db, [run]),
    settledBy: ({ keys }: Input<typeof exceptionCheckInput>, watch: Watch) => settledBy(db, keys, watch),
  };
}

/** On a thread: answers one question after the other, over a connection of its own. */
export function answerOnThread(port: MessagePort, workspace: string): void {
  const db = openDatabase(workspace);
  const answers = createLongAnswers(db, workspace);
  const send = (message: FromLongThread) => port.postMessage(message);
  let isCancelled = false;
  const watch = (): Watch => ({
    report: tellingEnd((sofar) => send({ sofar })),
    check: () => {
      if (isCancelled) throw new BadInput('It was cancelled');
    },
  });
  port.on('message', (message: ToLongThread) => {
    if (message === 'cancel') isCancelled = true;
    else if (message === 'close') {
      db.close();
      port.close();
    } else {
      isCancelled = false;
      void answerTo(answers, message, watch()).then(send);
    }
  });
}

/** Now and then, and at its end: what comes after it may wait for others. */
function tellingEnd(tell: (sofar: JudgedSoFar) => void): (sofar: JudgedSoFar) => void {
  const seldomTold = seldom(tell);
  return (sofar) => (sofar.endpoints === sofar.of ? tell(sofar) : seldomTold(sofar));
}

async function answerTo(answers: LongAnswers, { name, input }: Question, watch: Watch): Promise<FromLongThread> {
  try {
    return { answer: await (answers[name] as (input: unknown, watch: Watch) => unknown)(input, watch) };
  } catch (error) {
    const { name: kind, message } = error as Error;
    return { failed: { kind, message } satisfies Failed };
  }
}
