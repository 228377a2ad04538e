import { expect, test } from 'vitest';
import { EPOCH_US, marksWith } from './timeline-for-tests.ts';
import { foundWords, markWords, pictureWords, shortName, undrawnWords, windowWords } from './timeline-words.ts';

test.each([
  ['GET', '/items/articles/{id}', 24, 'GET /items/articles/{id}'],
  ['GET', '/items/articles/{id}', 23, 'GET …/articles/{id}'],
  ['GET', '/items/articles/{id}', 12, 'GET …/{id}'],
  ['GET', '/items/articles', 8, 'GET'],
  ['DELETE', '/items/articles', 5, ''],
])('%s %s in %d letters is %j', (method, route, letters, name) => {
  expect(shortName(method, route, letters)).toBe(name);
});

const marks = marksWith(
  [{ id: 1, from: 0, to: 61_400 }],
  [
    { id: 10, at: 30_000, answer: 'linked', request: 0 },
    { id: 11, at: 50_000, answer: 'background' },
    { id: 12, at: 60_000, answer: 'undecided' },
    { id: 13, at: 61_000, answer: 'linked' },
  ],
);

test('each mark says what it is, and a commit where it belongs', () => {
  expect([...marks.order].map((mark) => markWords(marks, mark))).toEqual([
    'GET /items/{id}, 200, 61.4 ms',
    'insert notes, linked to GET /items/{id}',
    'insert notes, no request caused it',
    'insert notes, could not be told apart',
    'insert notes, linked to a request without a time',
  ]);
});

test('the picture is counted for what is in view', () => {
  const window = { fromUs: EPOCH_US + 40_000, toUs: EPOCH_US + 60_500 };
  expect(pictureWords(marks, window)).toMatch(/^0 requests and 2 commits from .*, 20\.5 ms\./);
  expect(foundWords(marks, marks)).toBe('1 of 1 request, 4 of 4 commits');
});

test('a window says its days where it is longer than one', () => {
  expect(windowWords({ fromUs: EPOCH_US, toUs: EPOCH_US + 1_500_000 })).toMatch(
    /^\d\d:\d\d:\d\d\.\d{3} to .*, 1\.5 s$/,
  );
  expect(windowWords({ fromUs: EPOCH_US, toUs: EPOCH_US + 2 * 86_400_000_000 })).toMatch(/^2\d Nov, .* to 2\d Nov, /);
});

test.each([
  [{ requests: 0, commits: 0 }, ''],
  [{ requests: 1, commits: 0 }, 'Without a time, not drawn: 1 request.'],
  [{ requests: 2, commits: 3 }, 'Without a time, not drawn: 2 requests and 3 transactions.'],
])('of %o without a time it says %j', (withoutTime, words) => {
  expect(undrawnWords(withoutTime)).toBe(words);
});
