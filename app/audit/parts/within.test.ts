import { expect, test } from 'vitest';
import { within } from './within.ts';

test.each<[number, number, (number | null)[]]>([
  [2, 4, [2, 3, 4, 4]],
  [0, 1, [1]],
  [5, 9, [5]],
  [6, 9, []],
  [4, 4, [4, 4]],
])('from %s to %s', (from, to, wanted) => {
  expect(within([1, 2, 3, 4, 4, 5, null, null], (time) => time, from, to)).toEqual(wanted);
});
