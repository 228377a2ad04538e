import { describe, expect, test } from 'vitest';
import type { Change, Row } from '../../shared/records.ts';
import { changeOf } from './exchange-for-tests.ts';
import { createImageTracker } from './images.ts';

const change = (op: Change['op'], part: Partial<Change>): Change => changeOf({ op, ...part });
const insert = (after: Row) => change('insert', { key: { id: after.id ?? null }, after });
const update = (after: Row, oldId = after.id) =>
  change('update', { key: { id: after.id ?? null }, before: { id: oldId ?? null }, beforeImage: 'key', after });
const remove = (id: number) => change('delete', { key: { id }, before: { id }, beforeImage: 'key' });

/** Completes changes, one transaction each. */
function complete(changes: readonly Change[], most?: number): Change[] {
  const tracker = createImageTracker(most);
  return changes.flatMap(
    (one) => tracker.complete({ sourceId: '1', byteOffset: 0, time: null, context: [], changes: [one] }).changes,
  );
}

describe('createImageTracker', () => {
  test('rebuilds the row before from an earlier change', () => {
    const [, second] = complete([
      insert({ id: 1, a: 'x', n: { digits: '1.50' } }),
      update({ id: 1, a: 'y', n: { digits: '1.50' } }),
    ]);
    expect(second).toMatchObject({ before: { id: 1, a: 'x' }, beforeImage: 'earlier', changed: ['a'] });
  });

  test('leaves what it cannot know', () => {
    expect(complete([update({ id: 1, a: 'y' })])[0]).toMatchObject({
      before: { id: 1 },
      beforeImage: 'key',
      changed: null,
    });
  });

  test('knows that nothing moved', () => {
    expect(complete([insert({ id: 1, a: null }), update({ id: 1, a: null })])[1]?.changed).toEqual([]);
  });

  test('tells text from numbers and NULL', () => {
    const changed = complete([insert({ id: 1, a: '1', b: null }), update({ id: 1, a: 1, b: 'null' })])[1]?.changed;
    expect(changed).toEqual(['a', 'b']);
  });

  test.each(['part', 'placeholder'] as const)(
    'a value that was set to what the log does not tell (%s) moved',
    (why) => {
      const [, set, later] = complete([
        insert({ id: 1, a: 'x', b: 'y' }),
        { ...update({ id: 1, a: { notCaptured: why } }), changed: ['a'] },
        { ...update({ id: 1, b: 'z' }), changed: ['b'] },
      ]);
      expect(set).toMatchObject({ before: { a: 'x' }, after: { a: { notCaptured: why } }, changed: ['a'] });
      // Not the value from before the change that hid it.
      expect(later).toMatchObject({ before: { a: { notCaptured: why } }, changed: ['b'] });
    },
  );

  test('follows a primary key that moves', () => {
    const [, moved, later, old] = complete([
      insert({ id: 1, a: 'x' }),
      update({ id: 2, a: 'x' }, 1),
      update({ id: 2, a: 'z' }),
      update({ id: 1, a: 'q' }),
    ]);
    expect(moved).toMatchObject({ before: { id: 1, a: 'x' }, changed: ['id'] });
    expect(later).toMatchObject({ before: { id: 2, a: 'x' }, changed: ['a'] });
    expect(old).toMatchObject({ beforeImage: 'key', changed: null });
  });

  test('gives a deleted row its image, once', () => {
    const [, first, second] = complete([insert({ id: 1, a: 'x' }), remove(1), remove(1)]);
    expect(first).toMatchObject({ before: { id: 1, a: 'x' }, beforeImage: 'earlier', changed: null });
    expect(second).toMatchObject({ before: { id: 1 }, beforeImage: 'key' });
  });

  test('values that were not captured did not move, and are kept for later', () => {
    const toast = { notCaptured: 'toast' } as const;
    const [, second, third, fourth] = complete([
      insert({ id: 1, a: 'x', big: 'B' }),
      update({ id: 1, a: 'y', big: toast }),
      update({ id: 1, a: 'z' }),
      update({ id: 1, a: 'z', big: 'C' }),
    ]);
    expect(second).toMatchObject({ changed: ['a'], after: { big: toast } });
    expect(third).toMatchObject({ changed: ['a'], after: { big: toast }, before: { big: 'B' } });
    expect(fourth).toMatchObject({ changed: ['big'], before: { big: 'B' } });
  });

  test('takes a full row before as it is', () => {
    const full = change('update', {
      key: { id: 1 },
      before: { id: 1, a: 'x', b: 1 },
      beforeImage: 'full',
      after: { id: 1, a: 'y', b: 1 },
    });
    expect(complete([insert({ id: 1, a: 'other', b: 1 }), full])[1]).toMatchObject({
      beforeImage: 'full',
      changed: ['a'],
      before: { a: 'x' },
    });
    expect(complete([{ ...full, key: null }])[0]?.changed).toEqual(['a']);
  });

  test('of the columns that a log says were set, those that had the value before did not move', () => {
    const set = (after: Row, changed: readonly string[]) =>
      change('update', { key: { id: 1 }, before: { id: 1 }, beforeImage: 'key', after, changed });
    const [, second, third] = complete([
      insert({ id: 1, a: 'x', b: 'y' }),
      set({ id: 1, a: 'x', fresh: 1 }, ['a', 'fresh']),
      set({ id: 1, b: 'z' }, ['b']),
    ]);
    expect(second?.changed).toEqual(['fresh']);
    expect(second?.after).toMatchObject({ b: { notCaptured: 'minimal-image' } });
    expect(third).toMatchObject({ changed: ['b'], before: { a: 'x', b: 'y', fresh: 1 } });
  });

  test('forgets the table at a truncate, and the oldest rows when there are too many', () => {
    expect(
      complete([insert({ id: 1, a: 'x' }), change('truncate', {}), update({ id: 1, a: 'y' })])[2]?.changed,
    ).toBeNull();
    const [, , , old, recent] = complete(
      [insert({ id: 1 }), insert({ id: 2 }), insert({ id: 3 }), update({ id: 1 }), update({ id: 3 })],
      2,
    );
    expect([old?.changed, recent?.changed]).toEqual([null, []]);
  });
});
