import { expect, test } from 'vitest';
import { correctClock, estimateClock } from './clock.ts';
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
