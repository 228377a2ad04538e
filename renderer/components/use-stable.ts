import { useCallback, useEffect, useRef } from 'react';

/** A function that stays the same and calls the newest one: for handlers of many memoised rows. Not for rendering. */
export function useStable<Args extends readonly unknown[], Result>(
  newest: (...args: Args) => Result,
): (...args: Args) => Result {
  const held = useRef(newest);
  useEffect(() => {
    held.current = newest;
  });
  return useCallback((...args: Args) => held.current(...args), []);
}
