import { describe, expect, test } from 'vitest';
import { findText, patternFor } from './find-text.ts';
import { pathsTo, treeOf } from './json-tree.ts';

describe('the search in a call', () => {
  const found = (query: string, ...pieces: readonly [text: string, line: number][]) => {
    const pattern = patternFor(query);
    return (
      pattern &&
      findText(
        pieces.map(([text, line]) => ({ text, line })),
        pattern,
      )
    );
  };

  test('a match goes over the pieces of a line, capitals or not', () => {
    expect(found('Items/5', ['/items/', 1], ['5', 1], ['/x', 1])).toEqual([
      { from: { piece: 0, offset: 1 }, to: { piece: 1, offset: 1 } },
    ]);
  });

  test('not over two lines', () => {
    expect(found('ab', ['a', 1], ['b', 2])).toEqual([]);
    expect(found('b', ['a', 1], ['b', 2], ['', 2], ['b', 3])).toEqual([
      { from: { piece: 1, offset: 0 }, to: { piece: 1, offset: 1 } },
      { from: { piece: 3, offset: 0 }, to: { piece: 3, offset: 1 } },
    ]);
  });

  test.each(['a.c', '[x-1]', '(?', '\\', '{id}', 'a/b|c', 'ſ', '👍'])('%s is looked for as it is typed', (text) => {
    expect(found(text, [`0 ${text} 0`, 1])).toHaveLength(1);
    expect(found(text, ['abc', 1])).toEqual([]);
  });

  test('nothing typed is nothing sought', () => {
    expect(patternFor('  ')).toBeNull();
  });

  test('a tree opens down to what is sought', () => {
    const tree = treeOf('{"data":{"items":[{"id":1},{"id":72}]},"other":{"id":3}}', 'application/json');
    expect(tree && [...pathsTo(tree, (node) => node.value === '72')]).toEqual([
      '$.data.items[1].id',
      '$.data.items[1]',
      '$.data.items',
      '$.data',
      '$',
    ]);
  });

  test('a form is read as its fields', () => {
    const tree = treeOf('title=A+b&tag=1&tag=2%26', 'application/x-www-form-urlencoded; charset=utf-8');
    expect(tree?.children.map(({ name, value }) => [name, value])).toEqual([
      ['title', 'A b'],
      ['tag', '1'],
      ['tag', '2&'],
    ]);
  });
});
