import { expect, test } from 'vitest';
import { parseHidden, shownColumns, toggleHidden } from './list-columns.ts';
import { layOut } from './list-groups.ts';
import type { ListedRow } from './listed-row.ts';

const row = (id: string, route: string, table?: string): ListedRow => ({
  id,
  endpoint: { id: 1, method: 'GET', origin: 'http://a.example', route },
  finding: null,
  verdict: 'broken',
  calls: 1,
  wrote: 1,
  tables: table ? [{ table: `public.${table}`, class: 'domain', inserts: 1, updates: 0, deletes: 0, columns: [] }] : [],
  lastRun: null,
});
const ROWS = [row('1', '/api/courses/{id}', 'hits'), row('2', '/users'), row('3', '/api/courses', 'hits')];
const NONE: ReadonlySet<string> = new Set();

test('what became of findings: worst first, what is as before last', () => {
  const found = (id: string) => ({ ...row(id, `/${id}`), finding: { key: id } as never });
  const changes = new Map([
    ['b', 'new'],
    ['c', 'regressed'],
  ] as const);
  const { groups, rows } = layOut(['a', 'b', 'c'].map(found), 'change', NONE, changes);
  expect(groups.map(({ label }) => label)).toEqual(['Regressed', 'New', 'As before']);
  expect(rows.map(({ id }) => id)).toEqual(['c', 'b', 'a']);
});

test('groups stand where their first row does, and keep the order within', () => {
  const { groups, rows, lines, lineOf } = layOut(ROWS, 'route', NONE);
  expect(groups.map(({ label, rows: own }) => [label, own.map(({ id }) => id).join()])).toEqual([
    ['/api/courses', '1,3'],
    ['/users', '2'],
  ]);
  expect(rows.map(({ id }) => id)).toEqual(['1', '3', '2']);
  expect(lines.map((line) => ('group' in line ? line.group.label : line.row.id))).toEqual([
    '/api/courses',
    '1',
    '3',
    '/users',
    '2',
  ]);
  expect([0, 1, 2].map(lineOf)).toEqual([1, 2, 4]);
});

test('rows of a folded group are in the list, but not to be seen', () => {
  const { rows, visible, lines, lineOf } = layOut(ROWS, 'table', new Set(['table hits']));
  expect(rows.map(({ id }) => id)).toEqual(['1', '3', '2']);
  expect(visible.map(({ id }) => id)).toEqual(['2']);
  expect(lines).toHaveLength(3);
  expect(lineOf(0)).toBe(2);
});

test('columns that are left out stand in the address; what is none is nothing, and the route stays', () => {
  expect(parseHidden('runs,route,nonsense')).toEqual(['runs']);
  expect(toggleHidden('runs', 'owner')).toBe('runs,owner');
  expect(toggleHidden('runs', 'runs')).toBeUndefined();
  expect(shownColumns('runs', false)).toEqual(['box', 'verdict', 'route', 'proof', 'rows', 'status', 'owner']);
});
