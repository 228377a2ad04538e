import { parentPort, workerData } from 'node:worker_threads';
import type { JudgeData } from '../attributing-threads.ts';
import type { ThreadData } from '../correction-thread.ts';
import type { LongThreadData } from '../long-thread.ts';

/**
 * A thread of the engine, so that it goes on answering: one import, the runs that are behind, or, for either,
 * periods of a large run; or what takes long to answer. Each loads no more than it needs.
 */
const port = parentPort;
if (!port) throw new Error('import-worker runs as a worker thread only');
const data = workerData as ThreadData | JudgeData | LongThreadData;
const here = new URL(import.meta.url);
if ('order' in data) {
  const { importOnThread } = await import('./import-thread.ts');
  await importOnThread(port, data, here);
  port.close();
} else if ('common' in data) {
  const { judgeOnThread } = await import('../attributing-slices.ts');
  judgeOnThread(port, data);
} else if ('answers' in data) {
  const { answerOnThread } = await import('../long-answers.ts');
  answerOnThread(port, data.workspace);
} else {
  const { bringUpToDate } = await import('../up-to-date.ts');
  port.on('message', () => bringUpToDate(port, data.workspace, here));
}
