import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import { attributeAgain } from '../attributing-again.ts';
import type { FromCorrection, ThreadData } from '../correction-thread.ts';
import { openDatabase } from '../store/database.ts';
import { importOnThread } from './import-thread.ts';

/** A thread of the engine, so that it goes on answering: one import, or the runs that people corrected. */

const port = parentPort;
if (!port) throw new Error('import-worker runs as a worker thread only');
const data = workerData as ThreadData;
if ('order' in data) {
  await importOnThread(port, data);
  port.close();
} else port.on('message', () => attributeOnThread(port, data.workspace));

function attributeOnThread(to: MessagePort, workspace: string): void {
  const send = (message: FromCorrection) => to.postMessage(message);
  const db = openDatabase(workspace);
  attributeAgain(db, (runs) => send({ type: 'left', runs: [...runs] }));
  db.close();
  send({ type: 'done' });
}
