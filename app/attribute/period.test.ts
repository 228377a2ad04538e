import { expect, test } from 'vitest';
import { beatDensity, findPeriod } from './period.ts';

const jitter = [12_000, -30_000, 4_000, 21_000, -9_000, 0, 17_000, -22_000];
const beats = jitter.map((off, n) => 1_000_000 + n * 5_000_000 + off);

test('a timer’s writes have a beat', () => {
  const period = findPeriod(beats, 1);
  expect(Math.abs((period?.periodUs ?? 0) - 5_000_000)).toBeLessThan(60_000);
});

test('a beat expects its writes near the multiples only', () => {
  const period = findPeriod(beats, 1);
  if (!period) throw new Error('no beat');
  expect(beatDensity(period, beats[3] ?? 0)).toBeGreaterThan(100 * beatDensity(period, (beats[3] ?? 0) + 2_500_000));
});

test('writes at odd times have none', () => {
  expect(findPeriod([0, 1.1e6, 3.9e6, 4.2e6, 9.7e6, 11.3e6, 17.9e6, 19.2e6], 1)).toBeNull();
});

test('three writes need two equal gaps', () => {
  expect(findPeriod([0, 5_000_000, 10_010_000], 1)).not.toBeNull();
  expect(findPeriod([0, 5_000_000, 11_000_000], 1)).toBeNull();
});

test('two writes show nothing', () => {
  expect(findPeriod([0, 5_000_000], 1)).toBeNull();
});

test('several writes at once are one of the timer’s, and six of a request no beat', () => {
  const together = [36_900, 40_300, 40_800, 41_000, 44_600, 45_900].map((us) => 1_000_000 + us);
  expect(findPeriod([...together, 2_650_000, 5_800_000], 1)).toBeNull();
  expect(
    findPeriod(
      beats.flatMap((us) => [us, us + 3_000, us + 9_000]),
      1,
    ),
  ).not.toBeNull();
});
