import { describe, expect, test } from 'vitest';
import type { TableRow } from '../../../shared/table-views.ts';
import { filterTables } from './table-filter.ts';
import { classCounts, classesOf, classesWord, reasonLine, rowName, targetsWord, writesWord } from './table-words.ts';
import { stillStands, withClass } from './use-reclassify.ts';

const hits: TableRow = {
  table: 'public.page_hits',
  class: 'domain',
  reason: 'Default: not a known telemetry or session table',
  by: 'default',
  inserts: 205,
  updates: 0,
  deletes: 0,
  safeWriters: 1,
  writers: 1,
  columns: [{ column: 'id', class: null, reason: null, by: null, moved: 0 }],
  writtenBy: [
    {
      endpoint: { id: 1, method: 'GET', origin: 'https://cms.example', route: '/flows/trigger/{id}' },
      rows: 205,
    },
  ],
};

const users: TableRow = {
  ...hits,
  table: 'directus.users',
  inserts: 0,
  updates: 7,
  deletes: 1,
  safeWriters: 0,
  writers: 3,
  columns: [
    { column: 'last_access', class: 'session', reason: 'Known: last access', by: 'default', moved: 4 },
    { column: 'email', class: null, reason: null, by: null, moved: 0 },
  ],
  writtenBy: [{ endpoint: null, rows: 8 }],
};

const activity: TableRow = {
  ...hits,
  table: 'public.activity',
  class: 'telemetry',
  reason: 'Known: audit trail',
  inserts: 9,
};
const ROWS = [hits, users, activity];
const table = (row: TableRow, column: string | null = null) => ({ table: row.table, column });

describe('words', () => {
  test('what was written, without what was not', () => {
    expect(writesWord(hits)).toBe('205 inserts');
    expect(writesWord(users)).toBe('7 updates, 1 delete');
  });

  test('the reason tells of columns that differ', () => {
    expect(reasonLine(hits)).toBe('Default: not a known telemetry or session table');
    expect(reasonLine(users)).toBe('Default; 1 column has its own class');
  });

  test('classes are counted in their order', () => {
    expect(classCounts(ROWS)).toBe('2 domain, 1 telemetry');
  });

  test('targets by name, or by their number', () => {
    expect(targetsWord([table(hits)])).toBe('page_hits');
    expect(targetsWord([table(users, 'email')])).toBe('directus.users.email');
    expect(targetsWord([table(hits), table(users)])).toBe('2 tables');
  });

  test('the class of a column is its own, else that of its table', () => {
    expect(classesOf(ROWS, [table(users, 'last_access')])).toEqual(['session']);
    expect(classesOf(ROWS, [table(users, 'email')])).toEqual(['domain']);
    expect(classesWord(classesOf(ROWS, [table(hits), table(activity)]))).toBe('2 different');
  });

  test('a row in one breath', () => {
    expect(rowName(users)).toBe(
      'directus.users. Domain. Default; 1 column has its own class. 0 of 3 writers with a safe method. 8 rows.',
    );
  });
});

test.each([
  ['', ['public.activity', 'directus.users', 'public.page_hits']],
  ['class:telemetry', ['public.activity']],
  ['-class:domain', ['public.activity']],
  ['safe:>0 -table:activity', ['public.page_hits']],
  ['op:update,delete', ['directus.users']],
  ['column:last', ['directus.users']],
  ['column:email', []],
  ['rows:>100', ['public.page_hits']],
  ['flows', ['public.activity', 'public.page_hits']],
  ['sort:rows', ['public.page_hits', 'public.activity', 'directus.users']],
  ['-sort:rows', ['directus.users', 'public.activity', 'public.page_hits']],
])('filter %s', (text, tables) => {
  expect(filterTables(ROWS, text).map((row) => row.table)).toEqual(tables);
});

describe('a class change', () => {
  const made = { targets: [table(hits)], before: ['domain' as const], to: 'telemetry' as const, follows: null };
  const column = { ...made, targets: [table(users, 'email')], to: 'session' as const };

  test('shows at once in the table meant, and only there', () => {
    const after = withClass(ROWS, made.targets, 'telemetry');
    expect(after.map((row) => row.class)).toEqual(['telemetry', 'domain', 'telemetry']);
    expect(after[0]?.by).toBe('person');
    expect(after[1]).toBe(users);
  });

  test('shows at once in the column meant, and not in its table', () => {
    const after = withClass(ROWS, column.targets, 'session')[1];
    expect(after?.class).toBe('domain');
    expect(after?.columns.map((each) => each.class)).toEqual(['session', 'session']);
  });

  test('stands until it is undone', () => {
    expect(stillStands(ROWS, made)).toBe(false);
    expect(stillStands(withClass(ROWS, made.targets, 'telemetry'), made)).toBe(true);
    expect(stillStands(withClass(ROWS, column.targets, 'session'), column)).toBe(true);
  });

  test('back to the default stands while no person has decided', () => {
    const back = { ...made, to: null };
    expect(stillStands(ROWS, back)).toBe(true);
    expect(stillStands(withClass(ROWS, made.targets, 'ignored'), back)).toBe(false);
  });
});
