import { expect, test } from 'vitest';
import { tellTime } from './clock.ts';
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
const told = (run: ReturnType<typeof runWith>) => tellTime(run, indexValues(run));
const clockOf = (run: ReturnType<typeof runWith>) => told(run).clocks[0];

test('clocks that agree are left alone', () => {
  expect(clockOf(runWith(() => 0))).toMatchObject({ corrected: false, anchors: 40, scatterUs: 0 });
});

test('commits after the response do not look like a clock that is ahead', () => {
  expect(clockOf(runWith(() => 150))?.corrected).toBe(false);
});

test('an offset with drift is found and taken out', () => {
  const { run, clocks } = told(runWith((seconds) => 1_700 + 2 * seconds));
  run.transactions.forEach(({ time }, n) => {
    const start = run.exchanges[n]?.startUs ?? 0;
    expect(Math.abs((time?.us ?? 0) - start - 20_000)).toBeLessThan(30_000);
  });
  const { offsetUs, lowUs, highUs, driftUsPerSecond, driftLowUsPerSecond, driftHighUsPerSecond } = clocks[0] ?? {};
  // 2 ms more by each second of the true clock, of which the log's own is longer.
  expect(driftLowUsPerSecond).toBeLessThanOrEqual(2_000 / 1.002 + 0.1);
  expect(driftHighUsPerSecond).toBeGreaterThanOrEqual(2_000 / 1.002 - 0.1);
  expect(Math.abs((driftUsPerSecond ?? 0) - 2_000)).toBeLessThan(10);
  expect(offsetUs).toBeGreaterThan(1_690_000);
  expect(offsetUs).toBeLessThan(1_710_000);
  expect(lowUs).toBeLessThan(1_700_000);
  expect(highUs).toBeGreaterThan(1_700_000);
  expect((highUs ?? 0) - (lowUs ?? 0)).toBeLessThan(60_000);
});

test('commits that come late now and then make no drift', () => {
  const late = clockOf(runWith((seconds) => 1_700 + (seconds % 3 === 0 ? 4 * seconds : (seconds * 7) % 11)));
  expect(late).toMatchObject({ corrected: true, driftUsPerSecond: 0 });
});

test('each log has a clock of its own', () => {
  const first = runWith(() => 0);
  const second = runWith(() => 1_700);
  const both = orderRun(
    [...first.exchanges, ...second.exchanges.map((each) => ({ ...each, id: each.id + 100 }))],
    [
      ...first.transactions,
      ...second.transactions.map((each) => ({
        ...each,
        id: each.id + 100,
        log: 1,
        values: each.values.map((value) => ({ ...value, value: `second ${value.value}` })),
      })),
    ],
  );
  const named = {
    ...both,
    exchanges: both.exchanges.map((each) =>
      each.id < 100
        ? each
        : { ...each, values: each.values.map((value) => ({ ...value, value: `second ${value.value}` })) },
    ),
  };
  expect(told(named).clocks.map(({ captureId, corrected }) => [captureId, corrected])).toEqual([
    [0, false],
    [1, true],
  ]);
});

test('too few sure pairs say nothing', () => {
  const run = runWith(() => 1_700);
  const few = { ...run, exchanges: run.exchanges.slice(0, 4), transactions: run.transactions.slice(0, 4) };
  expect(clockOf(few)).toMatchObject({ corrected: false, offsetUs: null });
});

test('stamps that scatter are told by the commits before their requests, and widened', () => {
  const run = runWith((seconds) => ((seconds * 37) % 41) * 10 - 200);
  const after = told(run);
  const scatterUs = after.clocks[0]?.scatterUs ?? 0;
  expect(scatterUs).toBeGreaterThan(120_000);
  expect(scatterUs).toBeLessThan(200_000);
  const [wide, exact] = [after.run, run].map(({ transactions }) => transactions[3]?.time);
  expect(wide?.us).toBe((exact?.us ?? 0) - scatterUs);
  expect(wide?.resolutionUs).toBe((exact?.resolutionUs ?? 0) + 2 * scatterUs);
});

test('stamps of a good clock are left alone', () => {
  expect(clockOf(runWith((seconds) => seconds % 15))?.scatterUs).toBe(0);
});

test('writes of requests that were not recorded do not look like stamps that scatter', () => {
  expect(clockOf(runWith((seconds) => (seconds % 2 === 0 ? -8_000 : 0)))?.scatterUs).toBe(0);
});

test('what clients do at one pace after requests that were not recorded does not look like stamps that scatter', () => {
  expect(clockOf(runWith((seconds) => (seconds % 4 === 0 ? -900 : 0)))?.scatterUs).toBe(0);
});
