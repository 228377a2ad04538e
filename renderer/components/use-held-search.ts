import { useCallback, useEffect, useRef, useState } from 'react';

/** The browser refuses more than a few address changes a second, and keys held down must not wait for them. */
const WRITE_AFTER_MS = 200;

export interface HeldSearch<Search> {
  readonly search: Search;
  readonly change: (part: Partial<Search>) => void;
}

/** A page's part of the address: answers at once, written a moment later. What changes it from outside wins. */
export function useHeldSearch<Search extends object>(
  address: Search,
  write: (search: Search) => void,
): HeldSearch<Search> {
  const [search, setSearch] = useState(address);
  const newest = useRef(search);
  // Under load a write comes back only after the next one, so all that are under way are known as its own.
  const written = useRef([JSON.stringify(address)]);
  const writer = useRef(write);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  const hold = useCallback((next: Search) => {
    newest.current = next;
    setSearch(next);
  }, []);
  const change = useCallback(
    (part: Partial<Search>) => {
      hold({ ...newest.current, ...part });
      clearTimeout(timer.current);
      timer.current = setTimeout(() => {
        written.current = [...written.current, JSON.stringify(newest.current)];
        writer.current(newest.current);
      }, WRITE_AFTER_MS);
    },
    [hold],
  );
  useEffect(() => {
    writer.current = write;
  });
  useEffect(() => {
    const text = JSON.stringify(address);
    const known = written.current.lastIndexOf(text);
    written.current = known >= 0 ? written.current.slice(known) : [text];
    if (known >= 0 || text === JSON.stringify(newest.current)) return;
    clearTimeout(timer.current);
    hold(address);
  }, [address, hold]);
  useEffect(() => () => clearTimeout(timer.current), []);
  return { search, change };
}
