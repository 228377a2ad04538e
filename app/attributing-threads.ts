import { availableParallelism } from 'node:os';
import { setImmediate } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import type { AttributedSoFar } from '../shared/import-views.ts';
import type { ClockEstimate, Link } from '../shared/records.ts';
import { judgeSlice, type Periods, prepareRun } from './attribute/attribute.ts';
import type { Common } from './attribute/common.ts';
import type { AttributableRun, Attribution } from './attribute/model.ts';
import type { Slice } from './attribute/slice.ts';

/** How the periods of a large run are judged. */
export interface Threads {
  /** What a thread runs: it takes {@link JudgeData}. Null = this thread judges. */
  readonly worker: URL | null;
  readonly count: number;
  /** Asked between periods; what it throws ends the work. */
  readonly check: () => void;
  /** Hears how far it is, where somebody waits for it. */
  readonly report?: (sofar: AttributedSoFar) => void;
}

/** What a thread is given that judges periods: what all of them share. It takes slices, and answers each with its links. */
export interface JudgeData {
  readonly common: Common;
}

/** Each stands for a slice and what is made of it, about 150 MB. */
const MOST_THREADS = 4;
/** Of fewer periods a thread starts for longer than it judges. */
const FEWEST_PERIODS = 4;
/** One is judged while the next is there already. */
const AHEAD = 2;
/** Much of what a period is judged with is gone with it: a larger young generation would only stand in memory. */
const JUDGE_LIMITS = { maxYoungGenerationSizeMb: 48 };

/** As many as the machine can run at once, as far as memory allows. */
export const judgeThreads = (
  worker: URL | null,
  check: () => void,
  report: (sofar: AttributedSoFar) => void = () => {},
): Threads => ({
  worker,
  count: Math.min(MOST_THREADS, availableParallelism()),
  check,
  report,
});

/** {@link attribute}, with the periods of a large run judged on other threads; their number changes no answer. */
export async function attributeOn(threads: Threads, run: AttributableRun): Promise<Attribution> {
  const byId = new Map<number, Link>();
  const clocks = await attributeEachOn(threads, run, (link) => byId.set(link.transactionId, link));
  return { links: run.transactions.flatMap(({ id }) => byId.get(id) ?? []), clocks };
}

/** The same links one by one, in any order: they need not stand in memory together. */
export async function attributeEachOn(
  threads: Threads,
  run: AttributableRun,
  take: (link: Link) => void,
  sizes?: Parameters<typeof prepareRun>[1],
): Promise<readonly ClockEstimate[]> {
  const tell = tellerOf(threads, run.transactions.length);
  tell('learning', 0);
  const { clocks, judgeable } = prepareRun(run, sizes);
  let linked = 0;
  tell('linking', linked);
  const counted = (link: Link): void => {
    take(link);
    linked += 1;
    if (linked % TOLD_EACH === 0) tell('linking', linked);
  };
  if (judgeable.type === 'together') for (const link of judgeable.links) counted(link);
  else if (threads.worker && threads.count > 1 && judgeable.count >= FEWEST_PERIODS)
    await judgeThere(threads.worker, threads, judgeable, counted);
  else await judgeHere(threads, judgeable, counted);
  return clocks;
}

/** Links between one telling and the next. */
const TOLD_EACH = 20;

const tellerOf =
  ({ report }: Threads, of: number) =>
  (phase: AttributedSoFar['phase'], transactions: number): void =>
    report?.({ phase, transactions, of });

async function judgeHere({ check }: Threads, { common, slices }: Periods, take: (link: Link) => void): Promise<void> {
  for (const slice of slices) {
    for (const link of judgeSlice(common, slice)) take(link);
    // Messages are heard between periods.
    await setImmediate();
    check();
  }
}

async function judgeThere(
  worker: URL,
  { count, check }: Threads,
  { common, slices, count: periods }: Periods,
  take: (link: Link) => void,
): Promise<void> {
  const judges = Array.from({ length: Math.min(count, periods) }, () => startJudge(worker, common));
  const feed = async (judge: Judge): Promise<void> => {
    for (let next = slices.next(); !next.done; next = slices.next()) {
      for (const link of await judge.links(next.value)) take(link);
      check();
    }
  };
  try {
    await Promise.all(judges.flatMap((judge) => Array.from({ length: AHEAD }, () => feed(judge))));
  } finally {
    await Promise.all(judges.map((judge) => judge.end()));
  }
}

interface Judge {
  links(slice: Slice): Promise<readonly Link[]>;
  end(): Promise<unknown>;
}

function startJudge(worker: URL, common: Common): Judge {
  const workerData: JudgeData = { common };
  const thread = new Worker(worker, { workerData, name: 'judge', resourceLimits: JUDGE_LIMITS });
  const waiting: PromiseWithResolvers<readonly Link[]>[] = [];
  let ended: Error | null = null;
  const fail = (error: Error): void => {
    ended ??= error;
    for (const each of waiting.splice(0)) each.reject(ended);
  };
  thread.on('message', (links: readonly Link[]) => waiting.shift()?.resolve(links));
  thread.on('error', fail);
  thread.on('exit', () => fail(new Error('a thread that judges ended before its time')));
  return {
    links(slice) {
      if (ended) return Promise.reject(ended);
      const asked = Promise.withResolvers<readonly Link[]>();
      waiting.push(asked);
      thread.postMessage(slice);
      return asked.promise;
    },
    end: () => thread.terminate(),
  };
}
