import { expect, test } from 'vitest';
import { wholeText } from '../shared/whole-text.ts';
import { createTextParts } from './text-parts.ts';

test.each(['', 'short', 'exactly 10', 'a text of several parts', 'x😀😀😀😀😀y'])(
  '%j comes back whole',
  async (text) => {
    const parts = createTextParts(10);
    expect(await wholeText(parts.begin(text), async (next) => parts.rest(next))).toBe(text);
  },
);

test('several are read at the same time; the oldest of too many is refused in words', () => {
  const parts = createTextParts(10);
  const begun = ['a', 'b', 'c', 'd', 'e'].map((letter) => parts.begin(letter.repeat(15)));
  expect(parts.rest(begun[4]?.next ?? '')).toEqual({ text: 'eeeee', next: null });
  expect(parts.rest(begun[1]?.next ?? '')).toEqual({ text: 'bbbbb', next: null });
  expect(() => parts.rest(begun[0]?.next ?? '')).toThrow('export it again');
});
