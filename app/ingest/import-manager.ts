import { randomUUID } from 'node:crypto';
import { Worker } from 'node:worker_threads';
import type { FileChoice, ImportState } from '../../shared/import-views.ts';
import type { FromImport, ImportThreadData, ToImport } from './import-messages.ts';
import { type ImportOrder, queuedState } from './import-progress.ts';

export interface FileToImport {
  readonly name: string;
  readonly bytes: number | null;
  readonly path: string | null;
}

export type ImportManner = Pick<ImportOrder, 'strict' | 'keepDamaged'>;

/** Runs imports, each on its own thread, and knows where each stands. */
export interface ImportManager {
  start(files: readonly FileToImport[], manner?: Partial<ImportManner>): ImportState;
  upload(importId: string, fileId: string, piece: Uint8Array, last: boolean): Promise<void>;
  choose(importId: string, fileId: string, choice: FileChoice): void;
  cancel(importId: string): Promise<void>;
  /** Newest first. */
  states(): ImportState[];
  close(): Promise<void>;
}

/**
 * For the import's thread: its records are short-lived, and a larger young generation would fill with those that are
 * done before it looks.
 */
export const IMPORT_LIMITS = { maxYoungGenerationSizeMb: 16 };

const ENDED: ReadonlySet<ImportState['step']> = new Set(['done', 'failed', 'cancelled']);

interface Job {
  state: ImportState;
  readonly thread: Worker;
  readonly ended: Promise<void>;
  /** Uploads that wait until the thread has consumed their piece. */
  readonly waiting: Map<number, () => void>;
}

export function createImportManager(
  workspace: string,
  workerUrl: URL,
  report: (state: ImportState) => void,
  /** Removes what an import may have left that ended without saying so. */
  clear: (importId: string) => void,
): ImportManager {
  const jobs = new Map<string, Job>();
  let tickets = 0;

  const jobOf = (importId: string): Job => {
    const job = jobs.get(importId);
    if (!job) throw new Error(`There is no import ${importId} in this session. Drop the files again.`);
    return job;
  };
  const tell = (job: Job, message: ToImport) => job.thread.postMessage(message);

  return {
    start(files, manner = {}) {
      const order = newOrder(files, { strict: false, keepDamaged: false, ...manner });
      const job = startThread(workspace, workerUrl, order, report, clear);
      jobs.set(order.id, job);
      report(job.state);
      return job.state;
    },
    upload(importId, fileId, piece, last) {
      const job = jobOf(importId);
      if (ENDED.has(job.state.step)) return Promise.resolve();
      const ticket = tickets++;
      return new Promise((resolve) => {
        job.waiting.set(ticket, resolve);
        tell(job, { type: 'piece', ticket, fileId, piece, last });
      });
    },
    choose: (importId, fileId, choice) => tell(jobOf(importId), { type: 'choice', fileId, choice }),
    async cancel(importId) {
      const job = jobOf(importId);
      tell(job, { type: 'cancel' });
      await job.ended;
    },
    states: () => [...jobs.values()].map((job) => job.state).reverse(),
    async close() {
      const running = [...jobs.values()].filter((job) => !ENDED.has(job.state.step));
      for (const job of running) tell(job, { type: 'cancel' });
      // Also those that are done: their threads may still be closing the workspace.
      await Promise.all([...jobs.values()].map((job) => job.ended));
    },
  };
}

function newOrder(files: readonly FileToImport[], manner: ImportManner): ImportOrder {
  return { id: randomUUID(), ...manner, files: files.map((file, at) => ({ id: String(at), ...file })) };
}

function startThread(
  workspace: string,
  workerUrl: URL,
  order: ImportOrder,
  report: (state: ImportState) => void,
  clear: (importId: string) => void,
): Job {
  const data: ImportThreadData = { workspace, order };
  const thread = new Worker(workerUrl, { workerData: data, name: 'import', resourceLimits: IMPORT_LIMITS });
  const { promise: ended, resolve: end } = Promise.withResolvers<void>();
  const job: Job = { state: queuedState(order, Date.now()), thread, ended, waiting: new Map() };
  const update = (state: ImportState) => {
    job.state = state;
    report(state);
  };
  thread.on('message', (message: FromImport) => {
    if (message.type === 'state') update(message.state);
    else {
      job.waiting.get(message.ticket)?.();
      job.waiting.delete(message.ticket);
    }
  });
  thread.on('error', (error) => {
    if (ENDED.has(job.state.step)) return;
    update({ ...job.state, step: 'failed', message: `The import stopped: ${error.message}. Nothing was kept.` });
  });
  thread.on('exit', () => {
    if (!ENDED.has(job.state.step)) {
      update({ ...job.state, step: 'failed', message: 'The import stopped. Nothing was kept.' });
    }
    // Whatever ended it before it was whole: what there is goes, so that the same files can be imported again.
    if (job.state.step !== 'done') clear(order.id);
    for (const resolve of job.waiting.values()) resolve();
    end();
  });
  return job;
}
