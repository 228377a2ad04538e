import { expect, test } from 'vitest';
import { type InventorySource, readInventory } from './read-inventory.ts';

type Part = Awaited<ReturnType<InventorySource['part']>>;

const source = (part: InventorySource['part'], changes: InventorySource['changes'] = async () => null) => ({
  part,
  changes,
});

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
  const first = await readInventory(
    source(async (n) => parts[n] as Part),
    undefined,
  );
  expect(first.endpoints.map((row) => row.endpoint.id)).toEqual([1, 2, 3]);

  const later = [part('2', 2, endpoint(1, 4), endpoint(2, 9)), part('2', 2, endpoint(3, 6))];
  const second = await readInventory(
    source(async (n) => later[n] as Part),
    first,
  );
  expect(second.endpoints.map((row) => row.calls)).toEqual([4, 9, 6]);
  expect(second.endpoints.map((row, i) => row === first.endpoints[i])).toEqual([true, false, true]);
});

test('it begins again when the inventory changes between two parts', async () => {
  const asked: number[] = [];
  const found = await readInventory(
    source(async (n) => {
      asked.push(n);
      return asked.length < 2 ? part('1', 2, endpoint(1, 4)) : part('2', 2, endpoint(asked.length, 0));
    }),
    undefined,
  );
  expect(asked).toEqual([0, 1, 0, 1]);
  expect(found.endpoints.map((row) => row.endpoint.id)).toEqual([3, 4]);
});

test('of a known inventory only what changed is read; a change of the change too', async () => {
  const first = await readInventory(
    source(async () => part('1', 1, endpoint(1, 4), endpoint(2, 5))),
    undefined,
  );
  const asked: string[] = [];
  const noParts = async () => expect.fail('nothing else is to be read');
  const changing = source(noParts, async (of) => {
    asked.push(of);
    return { of: `${of}'`, findings: [], endpoints: [endpoint(2, 6 + asked.length)] };
  });
  const second = await readInventory(changing, first);
  expect(second.endpoints.map((row) => row.calls)).toEqual([4, 7]);
  expect(second.endpoints[0]).toBe(first.endpoints[0]);
  const third = await readInventory(changing, second);
  expect(third.endpoints.map((row) => row.calls)).toEqual([4, 8]);
  expect(asked).toEqual(['1', "1'"]);
  const still = source(noParts, async (of) => ({ of, findings: [], endpoints: [] }));
  expect(await readInventory(still, third)).toBe(third);
});

test('where the engine does not know what changed all parts are read', async () => {
  const first = await readInventory(
    source(async () => part('1', 1, endpoint(1, 4))),
    undefined,
  );
  const second = await readInventory(
    source(async () => part('9', 1, endpoint(1, 5))),
    first,
  );
  expect(second.endpoints.map((row) => row.calls)).toEqual([5]);
});
