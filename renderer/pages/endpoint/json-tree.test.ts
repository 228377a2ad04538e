import { describe, expect, test } from 'vitest';
import { openPaths, parseTree } from './json-tree.ts';

describe('JSON', () => {
  test('digits stay, paths leave positions out', () => {
    const root = parseTree('{"data":[{"id":12345678901234567890,"n":1.50}]}');
    const item = root?.children[0]?.children[0];
    expect(item?.children.map(({ field, value }) => [field, value])).toEqual([
      ['data.id', '12345678901234567890'],
      ['data.n', '1.50'],
    ]);
  });
  test('what leads to a match is open', () => {
    const long = Array.from({ length: 30 }, (_, i) => i + 10);
    const root = parseTree(JSON.stringify({ a: { b: [{ c: 1 }] }, d: { e: long } }));
    const open = root && openPaths(root, (node) => node.value === '1');
    expect([...(open ?? [])].sort()).toEqual(['$', '$.a', '$.a.b', '$.a.b[0]']);
  });
  test('a small tree is open', () => {
    const root = parseTree('{"a":{"b":[]},"c":1}');
    expect([...((root && openPaths(root, () => false)) ?? [])]).toEqual(['$', '$.a', '$.a.b']);
  });
  test('a cut text is no tree', () => expect(parseTree('{"a":')).toBeNull());
});
