import { describe, expect, test } from 'vitest';
import { compileFilter } from '../../../shared/filter-match.ts';
import { filterLanguage, keepUnits, unitsOf } from './mark-filter.ts';
import { EPOCH_US, marksWith } from './timeline-for-tests.ts';

const marks = marksWith(
  [
    { id: 1, client: 0, from: 0, to: 2_000 },
    { id: 2, client: 1, from: 500, to: 300_000 },
    { id: 3, client: 1, from: 600, to: 900 },
  ],
  [
    { id: 10, at: 700, answer: 'linked', request: 1 },
    { id: 11, at: 800, answer: 'background' },
    { id: 12, at: 900, answer: 'undecided' },
    { id: 13, at: 950, answer: 'linked', request: 1 },
  ],
);

/** The ids of what a filter leaves. */
function left(text: string) {
  const kept = keepUnits(marks, unitsOf(marks).filter(compileFilter(filterLanguage(marks), text).matches));
  return { requests: [...kept.requests.id], commits: [...kept.commits.id] };
}

describe('the filter of the timeline', () => {
  test.each([
    ['client:second', [2, 3], [10, 13]],
    ['commit:none', [1, 3], []],
    ['commit:linked', [2], [10, 13]],
    ['commit:background,undecided', [], [11, 12]],
    ['table:notes', [2], [10, 11, 12, 13]],
    ['method:get table:notes', [2], [10, 13]],
    ['took:>100', [2], [10, 13]],
    ['-client:second', [1], [11, 12]],
    ['items', [1, 2, 3], [10, 13]],
    ['table:nothing', [], []],
  ])('%s keeps requests with their commits', (text, requests, commits) => {
    expect(left(text)).toEqual({ requests, commits });
  });

  test('leaves commits on their requests, in time order, and the run as long', () => {
    const kept = keepUnits(
      marks,
      unitsOf(marks).filter(({ request }) => request === 1),
    );
    expect([...kept.commits.request]).toEqual([0, 0]);
    expect([...kept.order]).toEqual([0, 1, 2]);
    expect([...kept.times].map((us) => us - EPOCH_US)).toEqual([500, 700, 950]);
    expect([kept.fromUs, kept.toUs]).toEqual([marks.fromUs, marks.toUs]);
  });

  test('without a filter every mark stays as it is', () => {
    expect(keepUnits(marks, unitsOf(marks))).toEqual(marks);
  });
});
