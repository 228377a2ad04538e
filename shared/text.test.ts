import { describe, expect, test } from 'vitest';
import type { Basis } from './records.ts';
import {
  CLASS_LABELS,
  formatCount,
  formatExpected,
  formatPercent,
  headline,
  type LinkWord,
  linkWord,
  listOf,
  RULE_LABELS,
  STATUS_LABELS,
  sentences,
  VERDICT_LABELS,
  writesClause,
} from './text.ts';
import type { TableWrites } from './views.ts';
import { RULE_IDS, STATUSES, TABLE_CLASSES, VERDICTS } from './words.ts';

test.each([
  [0, '0'],
  [0.004, 'under 0.01'],
  [0.01, '0.01'],
  [0.04, '0.04'],
  [0.0949, '0.09'],
  [0.0999, '0.1'],
  [0.3, '0.3'],
  [2.1, '2.1'],
  [3, '3'],
  [9.94, '9.9'],
  [12.4, '12'],
  [1234.5, '1,235'],
])('%s writes expected: %s', (expected, words) => {
  expect(formatExpected(expected)).toBe(words);
});

test('counts and shares', () => {
  expect(formatCount(4286)).toBe('4,286');
  expect(formatPercent(0.961)).toBe('96.1 %');
  expect(formatPercent(1)).toBe('100 %');
  expect(listOf(['a', 'b', 'c'])).toBe('a, b and c');
  expect(listOf([])).toBe('');
});

test.each<[number, Basis[], LinkWord]>([
  [1, ['key'], 'certain'],
  [0.95, ['key', 'time'], 'likely'],
  [0.998, ['value', 'time'], 'very likely'],
  [0.99, ['time'], 'very likely'],
  [0.93, ['time'], 'likely'],
  [0.9, ['time'], 'likely'],
  [0.61, ['value'], 'could not be told apart'],
])('a link of %s by %s is %s', (probability, basis, word) => {
  expect(linkWord(probability, basis)).toBe(word);
});

test.each([
  [
    sentences.broken(52, 60, 0.3),
    '52 of 60 calls wrote domain rows. Chance overlap with unrelated writes would account for 0.3 of them.',
  ],
  [
    sentences.broken(6, 6, 0),
    '6 of 6 calls wrote domain rows. Chance overlap with unrelated writes would account for none of them.',
  ],
  [
    sentences.brokenFew(1, 2, 'shown'),
    '1 of 2 calls wrote domain rows. The changed row’s key stands in the response: proof enough, even from so few writes.',
  ],
  [
    sentences.brokenFew(1, 1, 'key'),
    '1 of 1 call wrote domain rows. The transaction carries the request’s id: proof enough, even from so few writes.',
  ],
  [
    sentences.tooClose(3, 118, 2.1, 90),
    '3 of 118 calls wrote. Chance overlap with unrelated writes would account for 2.1 of them: too close to accuse. About 90 more calls would decide.',
  ],
  [
    sentences.tooClose(2, 619, 5.6, null),
    '2 of 619 calls wrote. Chance overlap with unrelated writes would account for all of them: too close to accuse. Request ids in the change log would decide.',
  ],
  [sentences.holds(418), 'None of 418 calls wrote. So at most 0.7 % of calls could (95 % sure).'],
  [sentences.holds(1), 'The one call did not write. 179 more would show that at most 1.7 % could (95 % sure).'],
  [
    sentences.allowed(205, 205, ['public.page_hits'], []),
    '205 of 205 calls wrote, only telemetry (page_hits), and no response shows it.',
  ],
  [sentences.allowed(2, 9, [], ['app.sessions']), '2 of 9 calls wrote, only session rows (app.sessions).'],
  [
    sentences.allowed(2, 9, ['public.log'], ['public.sessions']),
    '2 of 9 calls wrote, only telemetry (log) and session rows (sessions), and no response shows it.',
  ],
  [sentences.neverReached(12), 'Seen 0 times after the server answered; 12 answers came from the cache.'],
  [sentences.neverReached(0), 'Seen 0 times after the server answered.'],
  [sentences.noChangeLog(), 'No change log covers these calls.'],
])('%s', (sentence, words) => {
  expect(sentence).toBe(words);
});

describe('the clause of a finding', () => {
  const table = (over: Partial<TableWrites>): TableWrites => ({
    table: 'public.page_hits',
    class: 'domain',
    inserts: 0,
    updates: 0,
    deletes: 0,
    columns: [],
    ...over,
  });

  test.each<[TableWrites[], number, number, string]>([
    [[table({ inserts: 5 })], 5, 5, 'inserts into page_hits on every call'],
    [
      [table({ inserts: 5 }), table({ table: 'public.log', class: 'telemetry', inserts: 5 })],
      5,
      5,
      'inserts into page_hits on every call',
    ],
    [[table({ updates: 1, columns: ['status'] })], 1, 2, 'updates page_hits.status on 1 of 2 calls'],
    [[table({ updates: 1, columns: ['a', 'b'] })], 1, 2, 'updates page_hits on 1 of 2 calls'],
    [
      [table({ inserts: 1, updates: 1, deletes: 1 }), table({ table: 'app.x', deletes: 1 })],
      3,
      9,
      'inserts into page_hits, updates page_hits and 2 more on 3 of 9 calls',
    ],
  ])('%#', (tables, wrote, calls, words) => {
    expect(writesClause(tables, wrote, calls)).toBe(words);
  });
});

test('the headline is the first sentence, also where a number has a point', () => {
  expect(headline('None of 418 calls wrote. So at most 0.7 % of calls could (95 % sure).')).toEqual([
    'None of 418 calls wrote.',
    'So at most 0.7 % of calls could (95 % sure).',
  ]);
  expect(headline('No change log covers these calls.')).toEqual(['No change log covers these calls.', '']);
});

test('every word of the vocabularies has a label', () => {
  expect(Object.keys(VERDICT_LABELS)).toEqual([...VERDICTS]);
  expect(Object.keys(STATUS_LABELS)).toEqual([...STATUSES]);
  expect(Object.keys(CLASS_LABELS)).toEqual([...TABLE_CLASSES]);
  expect(Object.keys(RULE_LABELS)).toEqual([...RULE_IDS]);
});
