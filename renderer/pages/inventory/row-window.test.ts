import { expect, test } from 'vitest';
import { createRowWindow } from './row-window.ts';

const view = (startIndex: number, endIndex = startIndex + 9) => ({ startIndex, endIndex });

function drawn(startIndex: number, rows = createRowWindow(), cursor = startIndex) {
  const lines = rows.around(view(startIndex), 1000, cursor);
  return { lines, keys: lines.map(rows.keyOf) };
}

test('draws what is in view and a few lines beyond its edges', () => {
  expect(drawn(100).lines).toEqual(Array.from({ length: 18 }, (_, n) => 96 + n));
  expect(createRowWindow().around(view(0, 2), 3, 0)).toEqual([0, 1, 2]);
  expect(createRowWindow().around(view(0, 0), 0, -1)).toEqual([]);
});

test('draws the line of the cursor wherever it is, in the order of the lines', () => {
  expect(drawn(100, undefined, 3).lines.slice(0, 2)).toEqual([3, 96]);
  expect(drawn(100, undefined, 900).lines.slice(-2)).toEqual([113, 900]);
  expect(drawn(100, undefined, 1000).lines.at(-1)).toBe(113);
});

test('a line keeps its key while the list scrolls', () => {
  const rows = createRowWindow();
  const before = drawn(100, rows);
  const after = drawn(103, rows);
  for (const [i, line] of before.lines.entries()) {
    const at = after.lines.indexOf(line);
    if (at >= 0) expect(after.keys[at]).toBe(before.keys[i]);
  }
  expect(new Set(after.keys).size).toBe(after.keys.length);
});

test('after a jump, there or back, only keys that were drawn before are drawn', () => {
  const rows = createRowWindow();
  const start = drawn(100, rows);
  for (const to of [500, 20, 800]) {
    const { lines, keys } = drawn(to, rows);
    expect(lines).toEqual(Array.from({ length: 10 }, (_, n) => to + n));
    expect(start.keys).toEqual(expect.arrayContaining(keys));
  }
});

test('where it stops the lines beyond the edges come back', () => {
  const rows = createRowWindow();
  drawn(100, rows);
  drawn(500, rows);
  const { lines, keys } = drawn(500, rows);
  expect(lines).toHaveLength(18);
  expect(new Set(keys).size).toBe(18);
});
