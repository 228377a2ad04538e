import { describe, expect, test } from 'vitest';
import { bytesOf, collect, fixture, inPieces } from '../fixture-files.ts';
import type { RawExchange } from '../format.ts';
import { format } from '../formats/har.ts';
import { WorkerMarks } from './worker-marks.ts';

type Entry = Record<string, unknown>;

function entriesOf(name: string): Entry[] {
  const text = Buffer.from(fixture(`har/${name}`).bytes).toString('utf8');
  return (JSON.parse(text) as { log: { entries: Entry[] } }).log.entries;
}

async function read(entries: readonly Entry[], size: number): Promise<RawExchange[]> {
  const file = bytesOf(JSON.stringify({ log: { version: '1.2', entries } }));
  const records = await collect(format.read(inPieces(file, size)));
  return records.flatMap((record) => (record.type === 'exchange' ? [record.exchange] : []));
}

const isPair = (entry: Entry): boolean => JSON.stringify(entry).includes('/sw-pass');
const speaksOfWorkers = (entry: Entry): boolean => /erviceWorker/.test(JSON.stringify(entry));

const PLAIN = entriesOf('playwright-embed').filter((entry) => !speaksOfWorkers(entry) && !isPair(entry));
const MANY = Array.from({ length: 300 }, (_, at) => PLAIN[at % PLAIN.length] as Entry);

describe.each(['playwright-embed', 'chrome-devtools'])(
  "a service worker's pair behind 300 other entries, %s",
  (name) => {
    const pair = entriesOf(name).filter(isPair);

    test.each([64, 4_096, 1 << 20])('counts once, in pieces of %i bytes', async (size) => {
      const exchanges = await read([...MANY, ...pair, ...MANY], size);
      const shown = exchanges.filter(({ path }) => path === '/sw-pass');
      expect(shown.map(({ reached }) => reached).toSorted()).toEqual(['no', 'yes']);
      expect(exchanges.map(({ index }) => index)).toEqual(exchanges.map((_, at) => at));
    });
  },
);

async function marksIn(text: string, size: number): Promise<boolean> {
  const marks = new WorkerMarks();
  const pieces = await collect(marks.watch(inPieces(bytesOf(text), size)));
  expect(Buffer.concat(pieces).toString()).toBe(text);
  return marks.found;
}

const PADDING = 'x'.repeat(131);

test.each([1, 2, 7, 20, 1000])('marks are found over borders of pieces of %i bytes', async (size) => {
  expect(await marksIn(`${PADDING}"_serviceWorkerRef":"a"${PADDING}`, size)).toBe(true);
  expect(await marksIn(`${PADDING}"fromServiceWorker":true`, size)).toBe(true);
  expect(await marksIn(`{"text":"navigator.serviceWorker, {\\"fromServiceWorker\\":1}"}${PADDING}`, size)).toBe(false);
});

test('marks are known 1 MiB ahead', async () => {
  const marks = new WorkerMarks();
  const text = `${'x'.repeat(3_000_000)}"_fetchedViaServiceWorker":true`;
  let handed = 0;
  for await (const piece of marks.watch(inPieces(bytesOf(text), 10_000))) {
    handed += piece.length;
    if (marks.found) break;
  }
  expect(handed).toBeGreaterThan(1_900_000);
  expect(handed).toBeLessThan(2_000_000);
});
