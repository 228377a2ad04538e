import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { SearchPart } from '../shared/search-views.ts';
import type { Engine } from './calls.ts';
import { importPaths, openTestEngine } from './engine-for-tests.ts';

const entry = (path: string, answer: string, over: { sent?: string; token?: string } = {}) => ({
  time: 5,
  request: {
    method: over.sent === undefined ? 'GET' : 'POST',
    url: `http://shop.test${path}`,
    headers: over.token ? [{ name: 'Authorization', value: `Bearer ${over.token}` }] : [],
    queryString: [],
    ...(over.sent === undefined ? {} : { postData: { mimeType: 'application/json', text: over.sent } }),
  },
  response: {
    status: 200,
    headers: [{ name: 'X-Streak', value: 'only in a header' }],
    content: { mimeType: 'application/json', text: answer, size: answer.length },
  },
  timings: { send: 1, wait: 3, receive: 1 },
});

const timeOf = (at: number) => new Date(Date.UTC(2026, 10, 21, 19, 50, at)).toISOString();

const ENTRIES = [
  entry('/home', '{"streak": 3, "say": "a \\"quoted\\" word"}', { token: 'q8Zt4vX1nB7kLm3PwR' }),
  entry('/goals', '{}', { sent: '{"note": "Streak kept"}', token: 'q8Zt4vX1nB7kLm3PwR' }),
  entry('/about', '{"text": "nothing of it"}'),
];

let engine: Engine;
beforeAll(async () => {
  engine = openTestEngine();
  const file = join(mkdtempSync(join(tmpdir(), 'search-')), 'a.har');
  // Enough alike calls for several blocks of bodies.
  const many = Array.from({ length: 90 }, (_, i) => entry('/filler', JSON.stringify({ n: i })));
  const entries = [...ENTRIES, ...many].map((each, i) => ({ ...each, startedDateTime: timeOf(i) }));
  writeFileSync(file, JSON.stringify({ log: { version: '1.2', creator: { name: 'x' }, entries } }));
  await importPaths(engine, [file]);
}, 60_000);
afterAll(() => engine.close());

const routeOf = (id: number) =>
  engine.inventory().endpoints.find(({ endpoint }) => endpoint.id === id)?.endpoint.route ?? '';

function all<Part extends SearchPart>(read: (after: number) => Part): Part[] {
  const parts: Part[] = [];
  for (let after: number | null = 0; after !== null; after = parts.at(-1)?.next ?? null) parts.push(read(after));
  return parts;
}

const found = (text: string) =>
  all((after) => engine.searchBodies({ text, after }))
    .flatMap(({ endpoints }) => endpoints.map(routeOf))
    .sort();

test.each([
  ['streak', ['/goals', '/home']],
  ['STREAK KEPT', ['/goals']],
  ['streak*quoted', ['/home']],
  ['streak": 3', ['/home']],
  ['only in a header', []],
  ['"n":89', ['/filler']],
  ['a.c', []],
])('body:%s', (text, routes) => expect(found(text)).toEqual(routes));

test('a search ends at the last body and goes on from where a part stopped', () => {
  const [only] = all((after) => engine.searchBodies({ text: 'streak', after }));
  expect(only).toMatchObject({ next: null, done: only?.of });
  expect(engine.searchBodies({ text: 'streak', after: only?.of ?? 0 }).endpoints).toEqual([]);
});

test('who called: equal for equal credentials, null without', () => {
  const users = all((after) => engine.searchUsers({ after })).flatMap((part) => part.users);
  const of = (route: string) => users.filter(({ endpointId }) => routeOf(endpointId) === route).map(({ user }) => user);
  expect(of('/home')).toEqual([expect.stringMatching(/^masked·[0-9a-f]{16}$/)]);
  expect(of('/goals')).toEqual(of('/home'));
  expect(of('/about')).toEqual([null]);
});

test('a run is known by the end of its traffic, an endpoint by the newest run that called it', () => {
  const { runs, endpoints } = engine.inventory();
  expect(runs.map(({ seenMs }) => new Date(seenMs).toISOString())).toEqual(['2026-11-21T19:51:32.005Z']);
  expect(new Set(endpoints.map(({ lastRun }) => lastRun))).toEqual(new Set([1]));
});
