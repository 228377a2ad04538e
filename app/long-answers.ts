import type { MessagePort } from 'node:worker_threads';
import type { z } from 'zod';
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
import { previewClassFile } from './class-file.ts';
import { previewClasses, settledBy } from './classify.ts';
import { keepLists } from './kept-lists.ts';
import { listOf } from './lists.ts';
import type { Failed, FromLongThread, Question } from './long-thread.ts';
import { notesOf } from './notes.ts';
import { workspaceNameOf } from './settings.ts';
import { type Db, openDatabase } from './store/database.ts';
import { ensureTotals } from './store/totals.ts';
import { summaryFile } from './summary-file.ts';
import { previewTemplates } from './templates.ts';
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
    previewClass: (input: Input<typeof classifyInput>) => previewClasses(db, input),
    previewClassFile: ({ text }: Input<typeof classFileInput>) => previewClassFile(db, text),
    previewTemplates: (input: Input<typeof editTemplatesInput>) => previewTemplates(db, input),
    timeline,
    /** Makes the totals of a run, which all lists count with. */
    countRun: ({ run }: { readonly run: number }) => ensureTotals(db, [run]),
    settledBy: ({ keys }: Input<typeof exceptionCheckInput>) => settledBy(db, keys),
  };
}

/** On a thread: answers one question after the other, over a connection of its own. */
export function answerOnThread(port: MessagePort, workspace: string): void {
  const db = openDatabase(workspace);
  const answers = createLongAnswers(db, workspace);
  port.on('message', (message: Question | 'close') => {
    if (message !== 'close') port.postMessage(answerTo(answers, message));
    else {
      db.close();
      port.close();
    }
  });
}

function answerTo(answers: LongAnswers, { name, input }: Question): FromLongThread {
  try {
    return { answer: (answers[name] as (input: unknown) => unknown)(input) };
  } catch (error) {
    const { name: kind, message } = error as Error;
    return { failed: { kind, message } satisfies Failed };
  }
}
