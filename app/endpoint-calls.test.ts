import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Engine } from './calls.ts';
import { fixtureFiles, importPaths, later, openTestEngine } from './engine-for-tests.ts';

/** Run 1 is of 21 Nov, run 2, imported after it, of the day before; run 3 of a week later does not call the offender. */
let engine: Engine;
beforeAll(async () => {
  engine = openTestEngine();
  const files = fixtureFiles('directus-serial-api');
  await importPaths(engine, files);
  await importPaths(
    engine,
    files.map((path) => later(path, '2026-11-20')),
  );
  await importPaths(
    engine,
    fixtureFiles('directus-serial-ui').map((path) => later(path, '2026-11-28')),
  );
}, 120_000);
afterAll(() => engine.close());

const idOf = (route: string) =>
  engine.inventory().endpoints.find(({ endpoint }) => endpoint.route === route)?.endpoint.id ?? 0;
const calls = (over: { run?: number; call?: number } = {}) =>
  engine.endpointCalls({ id: idOf('/flows/trigger/{id}'), run: null, call: null, ...over });

test('the runs in which it was called stand in the order of their traffic, whatever order they were imported in', () => {
  expect(engine.endpoint(idOf('/flows/trigger/{id}')).runs).toEqual([2, 1]);
});

test('the calls are those of the newest run in which it was called', async () => {
  const { run, calls: of } = await calls();
  expect(run).toBe(1);
  expect(of.map((call) => [call.run, call.state])).toEqual(Array.from({ length: 6 }, () => [1, 'wrote']));
  expect(of.map(({ atMs }) => atMs)).toEqual(of.map(({ atMs }) => atMs).toSorted((a, b) => (a ?? 0) - (b ?? 0)));
});

test('of the run that is asked for, and where a call is named, of its run', async () => {
  const earlier = await calls({ run: 2 });
  expect([earlier.run, earlier.calls.length]).toEqual([2, 6]);
  const call = earlier.calls[3]?.exchangeId ?? 0;
  expect(await calls({ run: 1, call })).toEqual(earlier);
});

test('a run without calls of it, and a call of another endpoint, say nothing', async () => {
  const newest = await calls();
  expect(await calls({ run: 3 })).toEqual(newest);
  const other = await engine.endpointCalls({ id: idOf('/users/me'), run: 2, call: null });
  expect(other.run).toBe(2);
  expect(await calls({ call: other.calls[0]?.exchangeId ?? 0 })).toEqual(newest);
});

test('an endpoint that is not there is said to be gone', async () => {
  await expect(engine.endpointCalls({ id: 999, run: null, call: null })).rejects.toThrow('not in this workspace');
});
