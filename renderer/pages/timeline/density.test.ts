import { expect, test } from 'vitest';
import { densityOf, mostInASecond } from './density.ts';
import { EPOCH_US, marksWith } from './timeline-for-tests.ts';

test('every mark is counted in its step, commits by their answer', () => {
  const marks = marksWith(
    [
      { id: 1, from: 0, to: 10 },
      { id: 2, from: 90, to: 100 },
    ],
    [
      { id: 10, at: 5, answer: 'linked', request: 0 },
      { id: 11, at: 7, answer: 'undecided' },
      { id: 12, at: 100, answer: 'background' },
    ],
  );
  const density = densityOf(marks, { fromUs: EPOCH_US, toUs: EPOCH_US + 100 }, 4);
  expect([...density.requests]).toEqual([1, 0, 0, 1]);
  expect(density.commits.map((counts) => [...counts])).toEqual([
    [1, 0, 0, 0],
    [0, 0, 0, 1],
    [1, 0, 0, 0],
  ]);
  expect(density.most).toEqual({ requests: 1, commits: 2 });
});

test.each([
  [[], 0],
  [[0], 1],
  [[0, 999_999, 1_000_000], 2],
  [[0, 400_000, 900_000, 1_300_000, 5_000_000], 3],
])('of %j at most %d fall into one second', (times, most) => {
  expect(mostInASecond(Float64Array.from(times))).toBe(most);
});
