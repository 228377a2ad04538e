import { act, renderHook } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { useHeldSearch } from './use-held-search.ts';

interface Search {
  readonly q?: string | undefined;
  readonly at?: string | undefined;
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function held(first: Search) {
  const writes: Search[] = [];
  const hook = renderHook(({ address }) => useHeldSearch<Search>(address, (next) => void writes.push(next)), {
    initialProps: { address: first },
  });
  return {
    writes,
    search: () => hook.result.current.search,
    change: (part: Search) => act(() => hook.result.current.change(part)),
    pass: (ms: number) => act(() => vi.advanceTimersByTime(ms)),
    arrive: (address: Search) => hook.rerender({ address }),
  };
}

test('answers at once and writes once', () => {
  const { search, change, pass, writes } = held({});
  change({ q: 'a' });
  change({ q: 'ab' });
  change({ at: 'x' });
  expect(search()).toEqual({ q: 'ab', at: 'x' });
  expect(writes).toEqual([]);
  pass(1000);
  expect(writes).toEqual([{ q: 'ab', at: 'x' }]);
});

test('its own writes that come back late take nothing back', () => {
  const { search, change, pass, arrive } = held({});
  change({ q: 'a' });
  pass(1000);
  change({ q: 'b' });
  pass(1000);
  arrive({ q: 'a' });
  expect(search()).toEqual({ q: 'b' });
  arrive({ q: 'b' });
  expect(search()).toEqual({ q: 'b' });
});

test('an address from outside wins, also the first one again', () => {
  const { search, change, pass, arrive, writes } = held({});
  change({ q: 'a' });
  pass(1000);
  arrive({ q: 'a' });
  arrive({});
  expect(search()).toEqual({});
  change({ at: 'x' });
  arrive({ q: 'linked' });
  pass(1000);
  expect(search()).toEqual({ q: 'linked' });
  expect(writes).toEqual([{ q: 'a' }]);
});
