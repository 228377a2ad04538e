import { Worker } from 'node:worker_threads';
import type { ReAttribution } from '../shared/views.ts';
import type { ImportThreadData } from './ingest/import-messages.ts';

/** What the engine's thread is to do: an import, or, without an order, attribute what people corrected. */
export type ThreadData = ImportThreadData | { readonly workspace: string };

/** Thread → engine, before each run: those that are still to be attributed. */
export interface FromCorrection {
  readonly runs: readonly number[];
}

/** Brings runs to what people said of their links, off the engine's thread, one pass at a time. */
export interface Corrector {
  /** Where it stands. */
  state(): ReAttribution;
  /** After a correction. One that comes during a pass starts another after it. */
  start(): void;
  /** Stops a pass that is under way: the next start of the engine takes it up. */
  close(): Promise<void>;
}

export function createCorrector(workspace: string, workerUrl: URL, onState: () => void, onDone: () => void): Corrector {
  let state: ReAttribution = { runs: [], failed: null };
  let running: Promise<void> | null = null;
  let again = false;
  let thread: Worker | null = null;
  const set = (next: ReAttribution) => {
    state = next;
    onState();
  };
  const startThread = () => {
    thread = new Worker(workerUrl, { workerData: { workspace } satisfies ThreadData, name: 'attribute' });
    return thread;
  };
  const pass = async (): Promise<void> => {
    do {
      again = false;
      const failed = await ended(startThread(), ({ runs }) => set({ runs, failed: null }));
      set({ runs: [], failed });
      onDone();
    } while (again);
    running = null;
  };
  return {
    state: () => state,
    start() {
      again = true;
      running ??= pass();
    },
    close: async () => {
      again = false;
      await thread?.terminate();
      await running;
    },
  };
}

/** Null when all went well, else why not. */
function ended(thread: Worker, onMessage: (message: FromCorrection) => void): Promise<string | null> {
  return new Promise((resolve) => {
    let failed: string | null = null;
    thread.on('message', onMessage);
    thread.on('error', (error) => {
      failed = error.message;
    });
    thread.on('exit', () => resolve(failed));
  });
}
