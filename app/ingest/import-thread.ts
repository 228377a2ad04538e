import type { MessagePort } from 'node:worker_threads';
import type { FileChoice } from '../../shared/import-views.ts';
import { finishRunWith } from '../pipeline.ts';
import { openDatabase } from '../store/database.ts';
import { ImportCancelled, type ImportControl } from './import-control.ts';
import { runImport } from './import-job.ts';
import type { FromImport, ImportThreadData, ToImport } from './import-messages.ts';
import { createProgress } from './import-progress.ts';
import { createUploadQueue } from './upload-queue.ts';

/** One import on this thread, with a connection of its own; `judgeWorker` is what threads run that judge for it. */
export async function importOnThread(
  port: MessagePort,
  { workspace, order }: ImportThreadData,
  judgeWorker: URL,
): Promise<void> {
  const db = openDatabase(workspace);
  const send = (message: FromImport) => port.postMessage(message);
  const progress = createProgress(order, Date.now, (state) => send({ type: 'state', state }));
  await runImport(db, order, listenTo(port, order, send), progress, finishRunWith(judgeWorker), Date.now());
  db.close();
}

/** What the engine says to the import, as the importer hears it. */
function listenTo(
  port: MessagePort,
  order: ImportThreadData['order'],
  send: (message: FromImport) => void,
): ImportControl {
  const uploads = new Map(order.files.map((file) => [file.id, createUploadQueue()]));
  const choices = new Map<string, PromiseWithResolvers<FileChoice>>();
  let cancelled = false;

  const receive = ({ fileId, piece, last, ticket }: Extract<ToImport, { type: 'piece' }>) => {
    const queue = uploads.get(fileId);
    const consumed = queue ? queue.push(piece, last) : Promise.resolve();
    void consumed.then(() => send({ type: 'consumed', ticket }));
  };
  /** Made when first needed: files are also found inside others. */
  const choiceOf = (fileId: string): PromiseWithResolvers<FileChoice> => {
    const choice = choices.get(fileId) ?? Promise.withResolvers<FileChoice>();
    choices.set(fileId, choice);
    // One that nobody asks for is rejected too when the import is cancelled: that is no error.
    choice.promise.catch(() => {});
    if (cancelled) choice.reject(new ImportCancelled());
    return choice;
  };
  const cancel = () => {
    cancelled = true;
    for (const queue of uploads.values()) queue.close();
    for (const choice of choices.values()) choice.reject(new ImportCancelled());
  };
  port.on('message', (message: ToImport) => {
    if (message.type === 'piece') receive(message);
    else if (message.type === 'choice') choiceOf(message.fileId).resolve(message.choice);
    else cancel();
  });
  return {
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
}
