import { describe, expect, test } from 'vitest';
import { kindOf, markNamed, marksOf, nameOf, spanOf } from './marks.ts';
import { EPOCH_US, marksWith, timelineWith } from './timeline-for-tests.ts';

const marks = marksWith(
  [
    { id: 7, from: 0, to: 500 },
    { id: 9, from: 300, to: 900 },
  ],
  [
    { id: 70, at: 300, answer: 'linked', request: 0 },
    { id: 71, at: 600, answer: 'background', resolution: 1_000 },
  ],
);

describe('the marks of a run', () => {
  test('have their times back from the differences', () => {
    expect([...marks.requests.start]).toEqual([EPOCH_US, EPOCH_US + 300]);
    expect([...marks.requests.end]).toEqual([EPOCH_US + 500, EPOCH_US + 900]);
    expect([...marks.commits.at]).toEqual([EPOCH_US + 300, EPOCH_US + 600]);
  });

  test('stand in time order, a request before a commit of the same moment', () => {
    expect([...marks.order]).toEqual([0, 1, 2, 3]);
    expect([...marks.order].map((mark) => kindOf(marks, mark))).toEqual([
      { kind: 'request', place: 0 },
      { kind: 'request', place: 1 },
      { kind: 'commit', place: 0 },
      { kind: 'commit', place: 1 },
    ]);
    expect([...marks.times].map((us) => us - EPOCH_US)).toEqual([0, 300, 300, 600]);
  });

  test('last: a request until its end, a stamp as long as it is coarse', () => {
    expect(spanOf(marks, 1)).toEqual([EPOCH_US + 300, EPOCH_US + 900]);
    expect(spanOf(marks, 3)).toEqual([EPOCH_US + 600, EPOCH_US + 1_600]);
  });

  test('are found again by the name in the address', () => {
    for (const mark of marks.order) expect(markNamed(marks, nameOf(marks, mark))).toBe(mark);
    expect(nameOf(marks, 3)).toBe('commit-71');
  });

  test.each(['commit-7', 'request-70', 'row-7', 'commit-', '', undefined])('%s names none of them', (name) => {
    expect(markNamed(marks, name)).toBeNull();
  });
});

test('a run without times has no marks', () => {
  expect(marksOf(timelineWith([], []))).toBeNull();
});
