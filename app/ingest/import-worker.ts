import { parentPort, workerData } from 'node:worker_threads';
import type { FileChoice } from '../../shared/import-views.ts';
import { finishRun } from '../pipeline.ts';
import { openDatabase } from '../store/database.ts';
import { ImportCancelled, type ImportControl } from './import-control.ts';
import { runImport } from './import-job.ts';
import type { FromImport, ImportThreadData, ToImport } from './import-messages.ts';
import { createProgress } from './import-progress.ts';
import { createUploadQueue } from './upload-queue.ts';

/** The import thread: one import, its own connection, so that the engine goes on answering. */

const port = parentPort;
if (!port) throw new Error('import-worker runs as a worker thread only');
const { workspace, order } = workerData as ImportThreadData;
const send = (message: FromImport) => port.postMessage(message);

const uploads = new Map(order.files.map((file) => [file.id, createUploadQueue()]));
const choices = new Map<string, PromiseWithResolvers<FileChoice>>();
let cancelled = false;

port.on('message', (message: ToImport) => {
  if (message.type === 'piece') receive(message);
  else if (message.type === 'choice') choiceOf(message.fileId).resolve(message.choice);
  else cancel();
});

function receive({ fileId, piece, last, ticket }: Extract<ToImport, { type: 'piece' }>): void {
  const queue = uploads.get(fileId);
  const consumed = queue ? queue.push(piece, last) : Promise.resolve();
  void consumed.then(() => send({ type: 'consumed', ticket }));
}

/** Made when first needed: files are also found inside others. */
function choiceOf(fileId: string): PromiseWithResolvers<FileChoice> {
  const choice = choices.get(fileId) ?? Promise.withResolvers<FileChoice>();
  choices.set(fileId, choice);
  // One that nobody asks for is rejected too when the import is cancelled: that is no error.
  choice.promise.catch(() => {});
  if (cancelled) choice.reject(new ImportCancelled());
  return choice;
}

function cancel(): void {
  cancelled = true;
  for (const queue of uploads.values()) queue.close();
  for (const choice of choices.values()) choice.reject(new ImportCancelled());
}

const control: ImportControl = {
  uploaded: (fileId) => uploads.get(fileId)?.bytes ?? createUploadQueue().bytes,
  async choice(fileId) {
    const choice = await choiceOf(fileId).promise;
    // A file may ask twice: for its format, and what to do with its damage.
    choices.delete(fileId);
    return choice;
  },
  check: () => {
    if (cancelled) throw new ImportCancelled();
  },
};

const db = openDatabase(workspace);
const progress = createProgress(order, Date.now, (state) => send({ type: 'state', state }));
await runImport(db, order, control, progress, finishRun, Date.now());
db.close();
port.close();
