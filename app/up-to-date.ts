import type { MessagePort } from 'node:worker_threads';
import type { JudgedSoFar } from '../shared/import-views.ts';
import { attributeAgain } from './attributing-again.ts';
import type { FromCorrection } from './correction-thread.ts';
import { judgeAgain } from './judging-again.ts';
import { seldom } from './seldom.ts';
import { openDatabase } from './store/database.ts';

/** On a thread: brings all runs to what people said of their links, and findings to the rules of this version. */
export async function bringUpToDate(port: MessagePort, workspace: string, judgeWorker: URL): Promise<void> {
  const send = (message: FromCorrection) => port.postMessage(message);
  const db = openDatabase(workspace);
  await attributeAgain(db, judgeWorker, (runs) => send({ type: 'left', runs: [...runs] }));
  await judgeAgain(db, { report: seldom<JudgedSoFar>((sofar) => send({ type: 'judged', sofar })), check: () => {} });
  db.close();
  send({ type: 'done' });
}
