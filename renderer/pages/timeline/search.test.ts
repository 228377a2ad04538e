import { expect, test } from 'vitest';
import { firstAtLeast, nextAtLeast } from './search.ts';

const values = [1, 3, 3, 5, 8, 8, 8, 13];

test.each([0, 1, 2, 3, 4, 8, 9, 13, 14])('%d is found where a walk from the beginning finds it', (least) => {
  const walked = values.filter((value) => value < least).length;
  expect(firstAtLeast(values, least)).toBe(walked);
  for (let from = 0; from <= walked; from++) expect(nextAtLeast(values, least, from)).toBe(walked);
});

test('nothing is found in nothing', () => {
  expect(firstAtLeast([], 1)).toBe(0);
  expect(nextAtLeast([], 1, 0)).toBe(0);
});
