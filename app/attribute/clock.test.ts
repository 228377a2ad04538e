import { expect, test } from 'vitest';
import { correctClock, estimateClock, estimateScatter, widenStamps } from './clock.ts';
import { inBody, makeExchange, makeTransaction, rowValue } from './make-run.ts';
import { orderRun } from './run.ts';
import { indexValues } from './value-index.ts';

/** 40 posts, one a second, each writing its own text 20 ms after its start, by a clock that may be wrong. */
function runWith(offsetMs: (seconds: number) => number) {
  const numbers = Array.from({ length: 40 }, (_, n) => n);
  const exchanges = numbers.map((n) =>
    makeExchange({
      id: n,
      endpoint: 'POST /notes',
      from: n * 1_000,
      to: n * 1_000 + 40,
      values: [inBody('text', `text ${n}`)],
    }),
  );
  const transactions = numbers.map((n) =>
    makeTransaction({ id: n, at: n * 1_000 + 20 + offsetMs(n), values: [rowValue('notes.text', `text ${n}`)] }),
  );
  return orderRun(exchanges, transactions);
}
const clockOf = (run: ReturnType<typeof runWith>) => estimateClock(run, indexValues(run));

test('clocks that agree are left alone', () => {
  expect(clockOf(runWith(() => 0))).toBeNull();
});

test('commits after the response do not look like a clock that is ahead', () => {
  expect(clockOf(runWith(() => 150))).toBeNull();
});

test('an offset with drift is found and taken out', () => {
  const run = runWith((seconds) => 1_700 + 2 * seconds);
  const corrected = correctClock(run, clockOf(run));
  corrected.transactions.forEach(({ time }, n) => {
    const start = corrected.exchanges[n]?.startUs ?? 0;
    expect(Math.abs((time?.us ?? 0) - start - 20_000)).toBeLessThan(30_000);
  });
});

test('too few sure pairs say nothing', () => {
  const run = runWith(() => 1_700);
  expect(clockOf({ exchanges: run.exchanges.slice(0, 4), transactions: run.transactions.slice(0, 4) })).toBeNull();
});

const scatterOf = (run: ReturnType<typeof runWith>) => estimateScatter(run, indexValues(run));

test('stamps that scatter are told by the commits before their requests, and widened', () => {
  const run = runWith((seconds) => ((seconds * 37) % 41) * 10 - 200);
  const scatterUs = scatterOf(run);
  expect(scatterUs).toBeGreaterThan(120_000);
  expect(scatterUs).toBeLessThan(200_000);
  const [before, after] = [run, widenStamps(run, scatterUs)].map(({ transactions }) => transactions[3]?.time);
  expect(after?.us).toBe((before?.us ?? 0) - scatterUs);
  expect(after?.resolutionUs).toBe((before?.resolutionUs ?? 0) + 2 * scatterUs);
});

test('stamps of a good clock are left alone', () => {
  expect(scatterOf(runWith((seconds) => seconds % 15))).toBe(0);
});

test('writes of requests that were not recorded do not look like stamps that scatter', () => {
  const run = runWith((seconds) => (seconds % 2 === 0 ? -8_000 : 0));
  expect(scatterOf(run)).toBe(0);
});
