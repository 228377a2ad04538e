import { expect, test } from 'vitest';
import type { ListedRun } from '../../shared/run-views.ts';
import { groupOf } from '../pages/inventory/shown-list.ts';
import { pairOf } from './use-pair.ts';

const RUNS = [7, 5, 6].map((id) => ({ id }) as ListedRun);

test.each([
  [
    { run: 7, vs: 6 },
    { run: 7, vs: 6 },
  ],
  [
    { run: 5, vs: 6 },
    { run: 5, vs: 6 },
  ],
  [{ vs: 6 }, { run: 7, vs: 6 }],
  // Run 5 is the earlier of the two by its traffic, and 6 is older still.
  [
    { run: 5, vs: 7 },
    { run: 5, vs: 6 },
  ],
  [
    { run: 6, vs: 5 },
    { run: 7, vs: 5 },
  ],
  [
    { run: 99, vs: 98 },
    { run: 7, vs: 5 },
  ],
  [{ run: 7 }, null],
])('the address %j is the pair %j', (address, pair) => expect(pairOf(RUNS, address)).toEqual(pair));

test('one run has nothing to be compared with', () => expect(pairOf(RUNS.slice(0, 1), { vs: 6 })).toBeNull());

test('two runs group the list, unless another group is asked for', () => {
  expect(groupOf({ run: 7, vs: 6 })).toBe('change');
  expect(groupOf({ run: 7, vs: 6, group: 'table' })).toBe('table');
  expect(groupOf({ group: 'change' })).toBeUndefined();
  expect(groupOf({})).toBeUndefined();
});
