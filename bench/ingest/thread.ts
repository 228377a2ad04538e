import { once } from 'node:events';
import { parentPort, workerData } from 'node:worker_threads';
import { runImport } from '../../app/ingest/import-job.ts';
import type { ImportThreadData } from '../../app/ingest/import-messages.ts';
import { createProgress } from '../../app/ingest/import-progress.ts';
import { publishRun } from '../../app/store/captures.ts';
import { openDatabase } from '../../app/store/database.ts';

/** The import's thread without what follows reading. */

if (!parentPort) throw new Error('no thread');
parentPort.postMessage('loaded');
await once(parentPort, 'message');
const { workspace, order } = workerData as ImportThreadData;
const db = openDatabase(workspace);
const control = {
  uploaded: () => {
    throw new Error('nothing is uploaded here');
  },
  choice: async () => 'leave-out' as const,
  check: () => {},
};
const progress = createProgress(order, Date.now, () => {});
await runImport(
  db,
  order,
  control,
  progress,
  async (_db, runId) => {
    publishRun(db, runId);
    return runId;
  },
  Date.now(),
);
db.close();
