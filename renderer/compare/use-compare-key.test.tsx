import { cleanup, fireEvent, renderHook } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { ListedRun } from '../../shared/run-views.ts';
import { listenToKeys } from '../keys/key-listener.ts';
import { currentlySpoken } from '../shell/announce.ts';
import { useCompareKey } from './use-compare-key.ts';
import type { Comparing } from './use-pair.ts';

const onPick = vi.fn();
let stop = () => {};

beforeEach(() => {
  onPick.mockClear();
  stop = listenToKeys({ singleKeys: () => true, onSequence: () => {} });
});
afterEach(() => {
  stop();
  cleanup();
});

const state = (ids: readonly number[], more: Partial<Comparing> = {}): Comparing => ({
  runs: ids.map((id) => ({ id }) as ListedRun),
  isFresh: true,
  pair: null,
  compared: null,
  ...more,
});

function shown(first: Comparing) {
  const { rerender } = renderHook((comparing: Comparing) => useCompareKey(comparing, onPick), { initialProps: first });
  return rerender;
}

const pressD = () => fireEvent.keyDown(document.body, { key: 'd' });

test('d compares the newest run with the one before it, and ends that', () => {
  const arrive = shown(state([2, 1]));
  pressD();
  expect(onPick).toHaveBeenLastCalledWith({ run: 2, vs: 1 });
  arrive(state([2, 1], { pair: { run: 2, vs: 1 } }));
  pressD();
  expect(onPick).toHaveBeenLastCalledWith(null);
});

test('d waits for a list of runs that is being read', () => {
  const arrive = shown(state([], { isFresh: false }));
  pressD();
  arrive(state([2, 1], { isFresh: false }));
  expect(onPick).not.toHaveBeenCalled();
  arrive(state([3, 2, 1]));
  expect(onPick.mock.calls).toEqual([[{ run: 3, vs: 2 }]]);
});

test('d says why nothing is compared', () => {
  shown(state([1]));
  pressD();
  expect(onPick).not.toHaveBeenCalled();
  expect(currentlySpoken().polite).toContain('it takes two runs');
});
