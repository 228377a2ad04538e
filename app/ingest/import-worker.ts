import { parentPort, workerData } from 'node:worker_threads';
import { attributeAgain } from '../attributing-again.ts';
import type { FromCorrection, ThreadData } from '../corrector.ts';
import { openDatabase } from '../store/database.ts';
import { importOnThread } from './import-thread.ts';

/** A thread of the engine, so that it goes on answering: one import, or the runs that people corrected. */

const port = parentPort;
if (!port) throw new Error('import-worker runs as a worker thread only');
const data = workerData as ThreadData;
if ('order' in data) await importOnThread(port, data);
else {
  const db = openDatabase(data.workspace);
  attributeAgain(db, (runs) => port.postMessage({ runs: [...runs] } satisfies FromCorrection));
  db.close();
}
port.close();
