import { describe, expect, test } from 'vitest';
import type { Cell } from '../../../shared/records.ts';
import type { Value } from '../rule.ts';
import { representationOf } from './representation.ts';
import { digest, digestUnordered, isSameAsCell, leavesOf } from './values.ts';

test('digests do not depend on the order of members, and only one of them on that of elements', () => {
  expect(digest({ a: 1, b: [1, 2] })).toBe(digest({ b: [1, 2], a: 1 }));
  expect(digest([1, 2])).not.toBe(digest([2, 1]));
  expect(digest({ a: 1 })).not.toBe(digest({ a: '1' }));
  expect(digestUnordered({ a: [{ b: 1 }, 2] })).toBe(digestUnordered({ a: [2, { b: 1 }] }));
});

test('leaves carry their path', () => {
  expect([...leavesOf({ a: { b: [1, { c: null }] }, d: 'x' })]).toEqual([
    ['a.b[0]', 1],
    ['a.b[1].c', null],
    ['d', 'x'],
  ]);
});

describe('a body and a row', () => {
  test.each<[Value, Cell, boolean]>([
    [5, 5, true],
    ['5', 5, true],
    [12.5, { digits: '12.50' }, true],
    ['9007199254740993', { digits: '9007199254740993' }, true],
    ['9007199254740993', { digits: '9007199254740992' }, false],
    [null, null, true],
    [null, '', false],
    [true, true, true],
    ['2026-11-21T10:00:00Z', '2026-11-21 10:00:00+00', true],
    ['2026-11-21T10:00:00.000Z', '2026-11-21 10:00:00', true],
    ['2026-11-21T10:00:00Z', '2026-11-21 11:00:00+00', false],
    [{ a: 1 }, '{"a": 1}', true],
    [['x'], '["y"]', false],
    ['x', { notCaptured: 'toast' }, false],
  ])('%j and %j', (value, cell, same) => {
    expect(isSameAsCell(value, cell)).toBe(same);
  });
});

describe('the resource in a body', () => {
  test.each<[Value, Value]>([
    [
      { id: 1, title: 'a' },
      { id: 1, title: 'a' },
    ],
    [{ data: { id: 1 } }, { id: 1 }],
    [{ data: { id: 1 }, meta: { n: 2 } }, { id: 1 }],
    [{ article: { id: 1, title: 'a' } }, { id: 1, title: 'a' }],
    [{ data: { type: 'articles', id: '1', attributes: { title: 'a' } } }, { title: 'a' }],
    [{ settings: { dark: true } }, { settings: { dark: true } }],
    [[{ id: 1 }], null],
  ])('%j', (body, wanted) => {
    expect(representationOf(body)).toEqual(wanted);
  });
});
