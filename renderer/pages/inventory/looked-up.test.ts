import { expect, test } from 'vitest';
import { compileFilter } from '../../../shared/filter-match.ts';
import { createSuggester } from '../../filter/filter-suggest.ts';
import { findingFilter } from './finding-filter.ts';
import type { ListedRow } from './listed-row.ts';

const row = (id: number, lastRun: number | null): ListedRow => ({
  id: `k${id}`,
  endpoint: { id, method: 'GET', origin: 'http://a.example', route: `/r${id}` },
  finding: null,
  verdict: 'holds',
  calls: 1,
  wrote: 0,
  tables: [],
  lastRun,
});
const ROWS = [row(1, 9), row(2, 4), row(3, null)];
const at = (day: string) => new Date(`${day}T12:00:00`).getTime();
/** Run 4 was recorded after run 9 and imported before it. */
const RUNS = [
  { id: 9, at: 2, seenMs: at('2026-11-01'), captures: [] },
  { id: 4, at: 1, seenMs: at('2026-11-21'), captures: [] },
];
const language = findingFilter(null, '2026-12-01', {
  runs: RUNS,
  users: new Map([
    [1, ['masked·7f3a']],
    [2, ['masked·7f3a', 'masked·91bc']],
    [3, ['none']],
  ]),
  bodies: new Map([['streak', new Set([2])]]),
  changes: new Map(),
});
const found = (text: string) => ROWS.filter(compileFilter(language, text).matches).map(({ id }) => id);
const problems = (text: string) => compileFilter(language, text).problems.map((problem) => problem.text);

test.each([
  ['since:9', ['k1', 'k2']],
  ['since:4', ['k2']],
  ['-since:4', ['k1', 'k3']],
  ['since:2026-11-02', ['k2']],
  ['since:2026-11-21', ['k2']],
  ['since:30d', ['k1', 'k2']],
  ['since:10d', ['k2']],
  ['since:9d', []],
  ['user:7f3a', ['k1', 'k2']],
  ['user:masked·91bc', ['k2']],
  ['user:none', ['k3']],
  ['body:streak', ['k2']],
  ['-body:streak', ['k1', 'k3']],
  ['body:streak,other user:7f3a', ['k2']],
])('%s', (text, ids) => {
  expect(problems(text)).toEqual([]);
  expect(found(text)).toEqual(ids);
});

test.each([
  ['since:yesterday', 'since: takes a run, a day or a number of days, as since:7, since:2026-11-21, since:30d.'],
  ['since:2026-02-30', 'since: takes a run, a day or a number of days, as since:7, since:2026-11-21, since:30d.'],
  ['since:7', 'No run 7 in this workspace.'],
  ['change:new', 'change: needs two runs with a difference to compare: press d.'],
  ['body:a', 'body: takes 2 characters or more, as body:streak.'],
])('%s is ignored, and why', (text, why) => {
  expect(problems(text)).toEqual([why]);
  expect(found(text)).toEqual(['k1', 'k2', 'k3']);
});

test('suggestions: runs, newest traffic first, and who called most endpoints', () => {
  const suggest = createSuggester(language, ROWS).now;
  const of = (text: string) => suggest(text).map(({ term, count }) => [term, count]);
  expect(of('since:')).toEqual([
    ['since:4', 1],
    ['since:9', 2],
    ['since:30d', 2],
  ]);
  expect(of('user:')[0]).toEqual(['user:masked·7f3a', 2]);
  expect(of('bod')).toEqual([['body:', null]]);
});
