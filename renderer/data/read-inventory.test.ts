import { expect, test } from 'vitest';
import { readInventory } from './read-inventory.ts';

type Part = Awaited<ReturnType<Parameters<typeof readInventory>[0]>>;

const endpoint = (id: number, calls: number): Part['endpoints'][number] => ({
  endpoint: { id, method: 'GET', origin: 'http://a', route: `/${id}` },
  calls,
  reached: calls,
  writingCalls: 0,
  verdict: 'holds',
  findings: [],
  tables: [],
  status: null,
});
const part = (of: string, parts: number, ...endpoints: Part['endpoints']): Part => ({
  of,
  parts,
  endpoints,
  findings: [],
  runs: [],
});

test('parts are put together in their order; rows that stayed equal stay the same objects', async () => {
  const parts = [part('1', 2, endpoint(1, 4), endpoint(2, 5)), part('1', 2, endpoint(3, 6))];
  const first = await readInventory(async (n) => parts[n] as Part, undefined);
  expect(first.endpoints.map((row) => row.endpoint.id)).toEqual([1, 2, 3]);

  const later = [part('2', 2, endpoint(1, 4), endpoint(2, 9)), part('2', 2, endpoint(3, 6))];
  const second = await readInventory(async (n) => later[n] as Part, first);
  expect(second.endpoints.map((row) => row.calls)).toEqual([4, 9, 6]);
  expect(second.endpoints.map((row, i) => row === first.endpoints[i])).toEqual([true, false, true]);
});

test('it begins again when the inventory changes between two parts', async () => {
  const asked: number[] = [];
  const found = await readInventory(async (n) => {
    asked.push(n);
    return asked.length < 2 ? part('1', 2, endpoint(1, 4)) : part('2', 2, endpoint(asked.length, 0));
  }, undefined);
  expect(asked).toEqual([0, 1, 0, 1]);
  expect(found.endpoints.map((row) => row.endpoint.id)).toEqual([3, 4]);
});
