import { expect, test } from 'vitest';
import { add, closingLine, NONE } from './counts.ts';

test.each([
  [{ passed: 3, failed: 0, skipped: 0 }, '3 passed, 0 failed'],
  [{ passed: 3, failed: 1, skipped: 2 }, '3 passed, 1 failed, 2 skipped'],
  [NONE, '0 passed, 0 failed'],
])('%j is told as %s', (counts, line) => {
  expect(closingLine(counts)).toBe(line);
});

test('counts add up', () => {
  expect(add({ passed: 1, failed: 2, skipped: 3 }, { passed: 10, failed: 20, skipped: 30 })).toEqual({
    passed: 11,
    failed: 22,
    skipped: 33,
  });
});
