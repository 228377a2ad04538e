import { Worker } from 'node:worker_threads';
import type { JudgedSoFar } from '../shared/import-views.ts';
import type { ImportThreadData } from './ingest/import-messages.ts';

/** What the engine's thread is to do: an import, or, without an order, bring runs up to date when asked. */
export type ThreadData = ImportThreadData | { readonly workspace: string };

/** Thread → engine: before each run those that are still to be attributed, how far judging is, and the end. */
export type FromCorrection =
  | { readonly type: 'left'; readonly runs: readonly number[] }
  | { readonly type: 'judged'; readonly sofar: JudgedSoFar }
  | { readonly type: 'done' };

/** Starting a thread takes longer than attributing a small run, so that it is kept for the next correction this long. */
const IDLE_MS = 120_000;

/** A thread that attributes and judges runs again; it is there before it is needed where that can be seen coming. */
export interface CorrectionThread {
  /** Somebody may correct something soon. */
  prepare(): void;
  /** One pass over all runs. Resolves with null when all went well, else with why not. */
  pass(hear: (news: Exclude<FromCorrection, { type: 'done' }>) => void): Promise<string | null>;
  /** Ends a pass that is under way, too. */
  close(): Promise<void>;
}

export function createCorrectionThread(workspace: string, workerUrl: URL): CorrectionThread {
  let thread: Worker | null = null;
  let idle: NodeJS.Timeout | undefined;
  const close = async (): Promise<void> => {
    clearTimeout(idle);
    const last = thread;
    thread = null;
    await last?.terminate();
  };
  const start = (): Worker => {
    clearTimeout(idle);
    if (thread) return thread;
    const started = startThread(workspace, workerUrl);
    // One that failed ends a moment later: what it were asked in between, it would never answer.
    for (const event of ['error', 'exit'] as const)
      started.on(event, () => {
        if (thread === started) thread = null;
      });
    thread = started;
    return started;
  };
  const rest = (): void => {
    thread?.unref();
    idle = setTimeout(close, IDLE_MS).unref();
  };
  return {
    prepare() {
      if (thread) return;
      start();
      rest();
    },
    async pass(hear) {
      const failed = await onePass(start(), hear);
      rest();
      return failed;
    },
    close,
  };
}

function startThread(workspace: string, workerUrl: URL): Worker {
  const thread = new Worker(workerUrl, { workerData: { workspace } satisfies ThreadData, name: 'attribute' });
  // Whoever waits for it is told; where nobody does, the next correction starts another.
  thread.on('error', () => {});
  return thread;
}

function onePass(thread: Worker, tell: Parameters<CorrectionThread['pass']>[0]): Promise<string | null> {
  return new Promise((resolve) => {
    const hear = (message: FromCorrection): void => {
      if (message.type === 'done') end(null);
      else tell(message);
    };
    const fail = (error: Error): void => end(error.message);
    const stop = (): void => end(null);
    const end = (failed: string | null): void => {
      thread.off('message', hear).off('error', fail).off('exit', stop);
      resolve(failed);
    };
    thread.on('message', hear).on('error', fail).on('exit', stop);
    thread.ref();
    thread.postMessage('attribute');
  });
}
