import { randomUUID } from 'node:crypto';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { bytesOf } from './fixture-files.ts';
import { type Bytes, NO_ATTACHMENTS } from './format.ts';
import { format } from './formats/wal2json-2.ts';
import { createMasker } from './mask.ts';
import { readCapture, readStorable } from './read-capture.ts';

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

const newMasker = () => createMasker(new Uint8Array(32));
const READERS = {
  rows: () => readCapture(format, log(60), newMasker()),
  texts: () => readStorable(format, log(60), newMasker(), NO_ATTACHMENTS, Number.POSITIVE_INFINITY),
};

test.each(['rows', 'texts'] as const)('%s that are remembered hold no more of the log than themselves', async (as) => {
  const before = heldBytes();
  let most = 0;
  let read = 0;
  for await (const _record of READERS[as]()) if (++read % 2_000 === 0) most = Math.max(most, heldBytes() - before);
  // Of 60 MiB; what is held of rows ends at 24 million characters.
  expect(read).toBeGreaterThan(6_000);
  expect(most).toBeLessThan(45e6);
});

test('keys of many short rows hold no more of the log than themselves', async () => {
  const before = heldBytes();
  let most = 0;
  let read = 0;
  for await (const _record of readStorable(format, shortRows(), newMasker(), NO_ATTACHMENTS, 0))
    if (++read % 500 === 0) most = Math.max(most, heldBytes() - before);
  expect(read).toBeGreaterThan(1_500);
  expect(most).toBeLessThan(20e6);
});

/** 60 MiB, of which one row in each 30 KiB is remembered. */
async function* shortRows(): Bytes {
  for (let piece = 0, at = 0; piece < 60; piece++) {
    let text = '';
    while (text.length < PIECE) text += `${shortLine(at++)}\n${deletion(at)}\n`;
    yield bytesOf(text);
  }
}

const pk = [{ name: 'id', type: 'uuid' }];
const shortLine = (at: number): string => {
  const columns = [{ name: 'id', type: 'uuid', value: randomUUID() }];
  return JSON.stringify({ action: 'I', xid: at, schema: 'public', table: 'marks', columns, pk });
};
const deletion = (at: number): string => {
  const identity = [
    { name: 'id', type: 'uuid', value: randomUUID() },
    { name: 'text', type: 'text', value: `${at} ${'-'.repeat(30_000)}` },
  ];
  return JSON.stringify({ action: 'D', xid: at, schema: 'public', table: 'notes', identity, pk });
};
