import { Worker } from 'node:worker_threads';
import type { JudgedSoFar } from '../shared/import-views.ts';
import { BadInput } from './calls.ts';
import { TemplateError } from './export/templates.ts';
import type { LongAnswers } from './long-answers.ts';

/** What a thread that answers is started with. */
export interface LongThreadData {
  readonly workspace: string;
  readonly answers: true;
}

export interface Question {
  readonly name: keyof LongAnswers;
  readonly input: unknown;
}

/** An error does not keep its class on its way to another thread. */
export interface Failed {
  readonly kind: string;
  readonly message: string;
}

/** `cancel`: the question that is worked at is not waited for any more. */
export type ToLongThread = Question | 'cancel' | 'close';

export type FromLongThread =
  | { readonly sofar: JudgedSoFar }
  | { readonly answer: unknown }
  | { readonly failed: Failed };

/** How somebody waits for an answer. */
export interface Waiting {
  /** Ends the work; where it does not end soon, its thread goes with it. */
  readonly signal?: AbortSignal | undefined;
  readonly hear?: ((sofar: JudgedSoFar) => void) | undefined;
}

/** Starting a thread, and reading its lists, takes a moment: it is kept for the next question this long. */
const IDLE_MS = 120_000;
/** Work that nobody waits for any more may be nearly done, and another thread would have to read its lists again. */
const GRACE_MS = 500;

/** Has another thread answer what takes long, one question after the other: the engine's own answers never wait for it. */
export interface LongThread {
  ask<Name extends keyof LongAnswers>(
    name: Name,
    input: Parameters<LongAnswers[Name]>[0],
    waiting?: Waiting,
  ): Promise<Awaited<ReturnType<LongAnswers[Name]>>>;
  /** Refuses what is asked, waits to be asked, or will be. */
  close(): Promise<void>;
}

/**
 * @param clear removes what work that was broken off may have left
 * @param graceMs how long cancelled work may take to end by itself
 */
export function createLongThread(workspace: string, workerUrl: URL, clear: () => void, graceMs = GRACE_MS): LongThread {
  let thread: Worker | null = null;
  let idle: NodeJS.Timeout | undefined;
  let last: Promise<unknown> = Promise.resolve();
  let closed = false;
  const start = (): Worker => {
    clearTimeout(idle);
    thread ??= startThread(workspace, workerUrl);
    return thread;
  };
  const rest = (): void => {
    if (thread) tell(thread, 'close');
    thread = null;
  };
  const end = async (): Promise<void> => {
    clearTimeout(idle);
    const ending = thread;
    thread = null;
    if (ending === null) return;
    await ending.terminate();
    clear();
  };
  const askNow = async (question: Question, { signal, hear = () => {} }: Waiting): Promise<unknown> => {
    signal?.throwIfAborted();
    if (closed) throw new Error('The workspace was closed.');
    const worker = start();
    let ending: NodeJS.Timeout | undefined;
    const endSoon = (): void => {
      tell(worker, 'cancel');
      ending = setTimeout(() => void worker.terminate(), graceMs);
    };
    signal?.addEventListener('abort', endSoon);
    try {
      const answer = await answerOf(worker, question, hear);
      idle = setTimeout(rest, IDLE_MS).unref();
      return answer;
    } catch (error) {
      if (!(error instanceof Refused)) await end();
      throw error instanceof Refused ? error.cause : error;
    } finally {
      clearTimeout(ending);
      signal?.removeEventListener('abort', endSoon);
    }
  };
  return {
    ask<Name extends keyof LongAnswers>(name: Name, input: unknown, waiting: Waiting = {}) {
      const answer = last.then(() => askNow({ name, input }, waiting));
      last = answer.catch(() => {});
      return answer as Promise<Awaited<ReturnType<LongAnswers[Name]>>>;
    },
    close() {
      closed = true;
      return end();
    },
  };
}

function startThread(workspace: string, workerUrl: URL): Worker {
  const thread = new Worker(workerUrl, { workerData: { workspace, answers: true } satisfies LongThreadData });
  // Whoever waits for it is told.
  return thread.on('error', () => {});
}

/** The thread said no; it can go on. */
class Refused extends Error {}

const tell = (thread: Worker, message: ToLongThread): void => thread.postMessage(message);

function answerOf(thread: Worker, question: Question, tellOf: (sofar: JudgedSoFar) => void): Promise<unknown> {
  const { promise, resolve, reject } = Promise.withResolvers<unknown>();
  const hear = (message: FromLongThread): void => {
    if ('sofar' in message) tellOf(message.sofar);
    else if ('answer' in message) resolve(message.answer);
    else reject(new Refused('', { cause: revived(message.failed) }));
  };
  const stop = (): void => reject(new Error('This was broken off.'));
  thread.on('message', hear).on('error', reject).on('exit', stop);
  thread.ref();
  tell(thread, question);
  return promise.finally(() => {
    thread.off('message', hear).off('error', reject).off('exit', stop);
    thread.unref();
  });
}

function revived({ kind, message }: Failed): Error {
  if (kind === 'BadInput') return new BadInput(message);
  return kind === 'TemplateError' ? new TemplateError(message) : new Error(message);
}
