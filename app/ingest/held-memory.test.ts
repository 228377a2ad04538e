import { randomUUID } from 'node:crypto';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { bytesOf } from './fixture-files.ts';
import type { Bytes } from './format.ts';
import { format } from './formats/wal2json-2.ts';
import { createMasker } from './mask.ts';
import { readCapture } from './read-capture.ts';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

const heldBytes = (): number => {
  collectGarbage();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
};

const PIECE = 1 << 20;
const line = (at: number): string => {
  const columns = [
    { name: 'id', type: 'uuid', value: randomUUID() },
    { name: 'text', type: 'text', value: `${at} ${'-'.repeat(8_000)}` },
  ];
  const pk = [{ name: 'id', type: 'uuid' }];
  return JSON.stringify({ action: 'I', xid: at, schema: 'public', table: 'notes', columns, pk });
};

async function* log(pieces: number): Bytes {
  for (let piece = 0, at = 0; piece < pieces; piece++) {
    let text = '';
    while (text.length < PIECE) text += `${line(at++)}\n`;
    yield bytesOf(text);
  }
}

test('rows that are remembered hold no more of the log than themselves', async () => {
  const before = heldBytes();
  let most = 0;
  let read = 0;
  for await (const _record of readCapture(format, log(60), createMasker(new Uint8Array(32))))
    if (++read % 2_000 === 0) most = Math.max(most, heldBytes() - before);
  // Of 60 MiB; what is held of rows ends at 24 million characters.
  expect(read).toBeGreaterThan(6_000);
  expect(most).toBeLessThan(45e6);
});
