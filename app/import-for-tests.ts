import { newWorkspace } from './engine-for-tests.ts';
import { runImport } from './ingest/import-job.ts';
import { createProgress } from './ingest/import-progress.ts';
import { finishRun } from './pipeline.ts';
import { type Db, openDatabase } from './store/database.ts';

/** Files imported as run 1 of a new workspace, in this thread: a worker's start would cost more. Close it afterwards. */
export async function importedHere(paths: readonly string[]): Promise<Db> {
  const db = openDatabase(newWorkspace());
  const files = paths.map((path, at) => ({ id: String(at), name: path, bytes: null, path }));
  const order = { id: 'here', files, strict: true, keepDamaged: false };
  const control = {
    uploaded: () => {
      throw new Error('nothing is uploaded');
    },
    choice: async () => 'leave-out' as const,
    check: () => {},
  };
  let step = '';
  const progress = createProgress(order, Date.now, (state) => {
    step = state.step;
  });
  await runImport(db, order, control, progress, finishRun, 0);
  if (step !== 'done') throw new Error(`the import ended as ${step}`);
  return db;
}
