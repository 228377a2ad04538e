import { expect, test } from 'vitest';
import { momentWords, ticksIn } from './time-ticks.ts';

const AT = Date.parse('2026-11-21T20:19:21.482Z') * 1000 + 133;

test.each([
  [60_000_000, 10_000_000],
  [1_000_000, 100_000],
  [5_000, 500],
])('a window of %d µs has round ticks, %d µs apart', (width, step) => {
  const { stepUs, ticks } = ticksIn({ fromUs: AT, toUs: AT + width }, 1_040);
  expect(stepUs).toBe(step);
  expect(ticks.every(({ us }) => us % step === 0 && us >= AT && us <= AT + width)).toBe(true);
  expect(new Set(ticks.map(({ label }) => label)).size).toBe(ticks.length);
});

test('a long run still has no more labels than fit', () => {
  const { ticks } = ticksIn({ fromUs: AT, toUs: AT + 40 * 86_400_000_000 }, 1_040);
  expect(ticks.length).toBeGreaterThan(1);
  expect(ticks.length).toBeLessThanOrEqual(11);
});

test('a moment is written as precisely as it is needed', () => {
  expect(momentWords(AT, 1_000_000)).toMatch(/^\d\d:\d\d:21$/);
  expect(momentWords(AT, 1_000)).toMatch(/:21\.482$/);
  expect(momentWords(AT, 1)).toMatch(/:21\.482 133$/);
  expect(momentWords(AT, 3_600_000_000)).toMatch(/^2[12] Nov, /);
});
