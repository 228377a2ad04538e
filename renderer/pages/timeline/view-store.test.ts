import { describe, expect, test } from 'vitest';
import { lanesOf } from './lanes.ts';
import { marksWith } from './timeline-for-tests.ts';
import { createViewStore } from './view-store.ts';

const whole = { fromUs: 0, toUs: 1_000 };

/** A run of so many requests that are open at once, in a window that is 400 px high. */
function storeWith(rows: number) {
  const requests = Array.from({ length: rows }, (_, i) => ({ id: i, from: i, to: 500 }));
  const store = createViewStore(whole, whole, lanesOf(marksWith(requests, [])));
  store.change({ width: 1_000, height: 400 });
  return store;
}

describe('the view', () => {
  test('scrolls only where the lanes do not fit, and not beyond them', () => {
    const few = storeWith(3);
    few.change({ scroll: 200 });
    expect(few.now().scroll).toBe(0);
    const many = storeWith(40);
    many.change({ scroll: 99_999 });
    const most = many.now().scroll;
    expect(most).toBeGreaterThan(400);
    expect(most).toBeLessThan(40 * 30);
    many.change({ height: 4_000 });
    expect(many.now().scroll).toBe(0);
  });

  test('tells of changes, and of nothing else, until it is asked to stop', () => {
    const store = storeWith(3);
    let told = 0;
    const stop = store.subscribe(() => told++);
    store.change({ window: { fromUs: 0, toUs: 1_000 } });
    expect(told).toBe(0);
    store.change({ window: { fromUs: 0, toUs: 500 } });
    expect(told).toBe(1);
    stop();
    store.change({ window: whole });
    expect(told).toBe(1);
  });
});
