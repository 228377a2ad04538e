import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Engine } from './calls.ts';
import { fixtureFiles, importPaths, openTestEngine } from './engine-for-tests.ts';

const entry = (at: number, headers: Readonly<Record<string, string>>) => ({
  startedDateTime: new Date(Date.UTC(2026, 10, 21, 19, 50, at)).toISOString(),
  time: 5,
  request: {
    method: 'GET',
    url: 'http://shop.test/api/home',
    headers: Object.entries(headers).map(([name, value]) => ({ name, value })),
    queryString: [],
  },
  response: { status: 200, headers: [], content: { mimeType: 'application/json', text: '{}', size: 2 } },
  timings: { send: 1, wait: 3, receive: 1 },
});

const ADA = { Authorization: 'Bearer q8Zt4vX1nB7kLm3PwR' };
const BOB = { Authorization: 'Bearer h2Yr9sJ5cW0dTf6GuE' };
const ENTRIES = [
  entry(1, { ...ADA, Referer: 'http://shop.test/orders/8841?page=2' }),
  entry(2, { ...ADA, Referer: 'http://shop.test/orders/8842' }),
  entry(3, { ...BOB, Referer: 'http://shop.test/' }),
  entry(4, { Origin: 'http://partner.test' }),
  entry(5, {}),
];

let engine: Engine;
beforeAll(async () => {
  engine = openTestEngine();
  const file = join(mkdtempSync(join(tmpdir(), 'affected-')), 'a.har');
  writeFileSync(file, JSON.stringify({ log: { version: '1.2', creator: { name: 'x' }, entries: ENTRIES } }));
  await importPaths(engine, [file]);
  await importPaths(engine, fixtureFiles('directus-serial-api'));
}, 60_000);
afterAll(() => engine.close());

const idOf = (route: string) =>
  engine.inventory().endpoints.find(({ endpoint }) => endpoint.route === route)?.endpoint.id ?? 0;

test('users by their mark, pages with their ids taken together, and those that name neither', async () => {
  const { users, pages, ...counts } = await engine.affected(idOf('/api/home'));
  expect(counts).toEqual({ calls: 5, looked: 5 });
  expect(users).toEqual({
    all: 2,
    most: expect.arrayContaining([
      { name: expect.stringMatching(/^masked·/), calls: 2, wrote: 0 },
      { name: expect.stringMatching(/^masked·/), calls: 1, wrote: 0 },
      { name: null, calls: 2, wrote: 0 },
    ]),
  });
  expect(pages.all).toBe(3);
  expect(pages.most.map(({ name, calls }) => [name, calls])).toEqual([
    ['http://shop.test/orders/{id}', 2],
    [null, 1],
    ['http://partner.test', 1],
    ['http://shop.test/', 1],
  ]);
});

test('the calls that wrote are counted by who sent them', async () => {
  const { users, calls } = await engine.affected(idOf('/flows/trigger/{id}'));
  const sum = (of: 'calls' | 'wrote') => users.most.reduce((all, each) => all + each[of], 0);
  expect([sum('calls'), sum('wrote')]).toEqual([calls, 6]);
});

test('an endpoint that is not there is said to be gone', async () => {
  await expect(engine.affected(999)).rejects.toThrow('This endpoint is not in this workspace');
});
