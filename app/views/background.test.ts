import { describe, expect, test } from 'vitest';
import { findInterval, groupBackground } from './background.ts';

const S = 1_000_000;
/** Offsets that no timer would have, and that are the same in every run. */
const uneven = (count: number): number[] => Array.from({ length: count }, (_, i) => (i ** 3 * 7919) % (97 * S));
const sorted = (times: readonly number[]) => times.toSorted((a, b) => a - b);
const beats = (count: number, every: number) => Array.from({ length: count }, (_, i) => i * every);

describe('an interval', () => {
  test('is the median gap of a timer, with what its gaps spread', () => {
    const times = beats(10, 5 * S).map((time, i) => time + (i % 3) * 1_500);
    const interval = findInterval(times);
    expect(Math.abs((interval?.medianUs ?? 0) - 5 * S)).toBeLessThanOrEqual(1_500);
    expect(interval?.spreadUs).toBeLessThanOrEqual(3_000);
  });

  test('is found where a beat is missing', () => {
    expect(findInterval(beats(12, 5 * S).filter((_, i) => i !== 4))).toEqual({ medianUs: 5 * S, spreadUs: 0 });
  });

  test('drifts with a timer that begins anew after its work', () => {
    const times = beats(40, 5 * S + 12_000);
    expect(findInterval(times)?.medianUs).toBe(5 * S + 12_000);
  });

  test.each([
    ['two gaps, however equal', beats(3, 5 * S)],
    ['uneven times', sorted(uneven(40))],
    ['bursts at one moment', [0, 0, 0, 5 * S, 5 * S, 5 * S, 10 * S]],
    ['nothing', []],
  ])('is not seen in %s', (_, times) => {
    expect(findInterval(times)).toBeNull();
  });
});

test('transactions that do the same are one group, the largest first', () => {
  const groups = groupBackground(
    [
      { id: 1, timeUs: 9 * S, deeds: ['insert public.jobs', 'update public.queue'], still: [] },
      ...beats(6, 2 * S).map((timeUs, i) => ({ id: 10 + i, timeUs, deeds: ['insert public.heartbeats'], still: [] })),
      { id: 2, timeUs: null, deeds: ['insert public.jobs', 'update public.queue'], still: [] },
    ],
    new Map([['insert public.heartbeats', 'Uptime']]),
  );
  expect(groups).toMatchObject([
    { signature: 'insert public.heartbeats', count: 6, interval: { medianUs: 2 * S }, span: [0, 10 * S] },
    { signature: 'insert public.jobs, update public.queue', count: 2, interval: null, span: [9 * S, 9 * S] },
  ]);
  expect(groups[1]?.deeds).toEqual([
    { op: 'insert', table: 'public.jobs' },
    { op: 'update', table: 'public.queue' },
  ]);
});

test('updates that moved no column are a pattern of their own, under the same job', () => {
  const touch = (id: number, still: boolean) => ({
    id,
    timeUs: id * S,
    deeds: ['update public.session'],
    still: still ? ['update public.session'] : [],
  });
  const groups = groupBackground(
    [touch(1, true), touch(2, true), touch(3, false)],
    new Map([['update public.session', 'Cleaner']]),
  );
  expect(groups.map(({ pattern, count, job }) => [pattern, count, job])).toEqual([
    ['update public.session without a change', 2, 'Cleaner'],
    ['update public.session', 1, 'Cleaner'],
  ]);
  expect(groups[0]?.deeds).toEqual([{ op: 'update', table: 'public.session', still: true }]);
  expect(groups[1]?.deeds).toEqual([{ op: 'update', table: 'public.session' }]);
});
