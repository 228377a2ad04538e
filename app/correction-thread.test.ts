import { expect, test } from 'vitest';
import { createCorrectionThread } from './correction-thread.ts';

test('a pass that begins right after one that failed has a thread of its own, and says how it ends', async () => {
  const failing = `import { parentPort } from 'node:worker_threads';
    parentPort.on('message', () => { throw new Error('the disk is full'); });`;
  const worker = new URL(`data:text/javascript,${encodeURIComponent(failing)}`);
  const thread = createCorrectionThread('', worker);
  expect(await thread.pass(() => {})).toBe('the disk is full');
  expect(await thread.pass(() => {})).toBe('the disk is full');
  await thread.close();
});
