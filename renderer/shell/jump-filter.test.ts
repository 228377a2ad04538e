import type { SpotlightActionGroupData } from '@mantine/spotlight';
import { expect, test } from 'vitest';
import { filterJumps } from './jump-filter.ts';

const GROUPS: SpotlightActionGroupData[] = [
  { group: 'Pages', actions: [{ id: 'runs', label: 'Runs', description: 'of courses' }] },
  {
    group: 'Endpoints',
    actions: [
      { id: 'list', label: 'GET /a', description: 'https://courses.test' },
      { id: 'courses', label: 'GET /Courses/{id}', description: 'https://a.test' },
    ],
  },
  { group: 'Tables', actions: [{ id: 'table', label: 'public.courses' }] },
];

const found = (text: string) =>
  filterJumps(text, GROUPS).map(({ group, actions }) => `${group}: ${actions.map(({ id }) => id)}`);

test.each<[what: string, text: string, finds: readonly string[]]>([
  ['nothing typed finds all', '', ['Pages: runs', 'Endpoints: list,courses', 'Tables: table']],
  ['names come before words beside them', ' COURSES ', ['Endpoints: courses,list', 'Tables: table', 'Pages: runs']],
  ['case does not count', 'get /c', ['Endpoints: courses']],
  ['what nobody has', 'xyzzy', []],
])('%s', (_what, text, finds) => {
  expect(found(text)).toEqual(finds);
});
