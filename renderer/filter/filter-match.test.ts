import { describe, expect, test } from 'vitest';
import { compileFilter, type FilterLanguage, parseRange } from '../../shared/filter-match.ts';
import { nearestWord } from '../../shared/near-name.ts';
import { complete, createSuggester } from './filter-suggest.ts';

interface Thing {
  readonly name: string;
  readonly tables: readonly string[];
  readonly calls: number;
}

const THINGS: readonly Thing[] = [
  { name: '/flows/trigger/{id}', tables: ['page_hits', 'directus_activity'], calls: 205 },
  { name: '/users/me', tables: ['directus_users'], calls: 12 },
  { name: '/items/{collection}', tables: [], calls: 3 },
];

const LANGUAGE: FilterLanguage<Thing> = {
  fields: [
    { name: 'table', about: 'table that is written', words: (thing) => thing.tables },
    { name: 'route', about: 'route', part: true, words: (thing) => [thing.name] },
    { name: 'calls', about: 'calls', numbers: (thing) => [thing.calls], offers: ['>100'] },
  ],
  free: (thing) => [thing.name, ...thing.tables],
  sorts: ['route', 'calls'],
};

const found = (text: string) => THINGS.filter(compileFilter(LANGUAGE, text).matches).map((thing) => thing.calls);
const problems = (text: string) => compileFilter(LANGUAGE, text).problems.map((problem) => problem.text);

test.each([
  ['', [205, 12, 3]],
  ['directus', [205, 12]],
  ['DIRECTUS', [205, 12]],
  ['flows page', [205]],
  ['-directus', [3]],
  ['table:page_hits', [205]],
  ['table:page', []],
  ['table:page*', [205]],
  ['table:page_hits,directus_users', [205, 12]],
  ['-table:page_hits', [12, 3]],
  ['route:flows', [205]],
  ['route:/users/*', [12]],
  ['route:users/*', []],
  ['calls:>10', [205, 12]],
  ['calls:3..12', [12, 3]],
  ['calls:3', [3]],
  ['sort:calls', [205, 12, 3]],
  ['table:', [205, 12, 3]],
])('%s finds %j', (text, calls) => expect(found(text)).toEqual(calls));

test('a wrong term is named and ignored', () => {
  expect(problems('tabel:page_hits route:users')).toEqual(['No filter tabel:. Did you mean table:?']);
  expect(found('tabel:page_hits route:users')).toEqual([12]);
  expect(problems('xyz:1')).toEqual(['No filter xyz:.']);
  expect(problems('calls:many')).toEqual(['calls: takes a number, as calls:>5 or calls:2..9.']);
  expect(problems('sort:rout')).toEqual(['No order sort:rout. Did you mean sort:route?']);
});

test('what was meant can be put in its place', () => {
  expect(compileFilter(LANGUAGE, '-tabel:page_hits').problems[0]?.meant).toBe('-table:page_hits');
});

test('the last order counts', () => {
  expect(compileFilter(LANGUAGE, 'sort:route -sort:calls').sort).toBe('-calls');
  expect(compileFilter(LANGUAGE, 'flows').sort).toBeNull();
});

test.each([
  ['>5', 6, true],
  ['>5', 5, false],
  ['>=5', 5, true],
  ['<1', 0.3, true],
  ['50%', 50, true],
  ['<30d', 12, true],
  ['1.5..2.5', 2, true],
])('%s of %d is %s', (range, number, holds) => expect(parseRange(range)?.(number)).toBe(holds));

test.each(['', '>', 'five', '1..', '--1'])('%s is no range', (text) => expect(parseRange(text)).toBeNull());

describe('suggestions', () => {
  const suggest = createSuggester(LANGUAGE, THINGS).now;

  test('all filters where nothing is typed', () => {
    expect(suggest('').map((one) => one.term)).toEqual(['table:', 'route:', 'calls:', 'sort:']);
  });

  test('values with the rows that the other terms leave', () => {
    expect(suggest('calls:>100 table:')).toEqual([
      { term: 'table:directus_activity', about: '', count: 1 },
      { term: 'table:page_hits', about: '', count: 1 },
    ]);
    expect(suggest('calls:')).toEqual([{ term: 'calls:>100', about: '', count: 1 }]);
  });

  test('a free word finds values, and keeps its sign', () => {
    expect(suggest('-hits').map((one) => one.term)).toEqual(['-table:page_hits']);
  });

  test('completing replaces what is being typed', () => {
    const [first] = suggest('flows tab');
    expect(first && complete('flows tab', first)).toBe('flows table:');
    const [value] = suggest('flows table:page');
    expect(value && complete('flows table:page', value)).toBe('flows table:page_hits ');
  });
});

test('near words', () => {
  expect(nearestWord('auth_usr', ['auth_user', 'page_hits'])).toBe('auth_user');
  expect(nearestWord('table', ['table'])).toBeNull();
  expect(nearestWord('xyz', ['table'])).toBeNull();
});
