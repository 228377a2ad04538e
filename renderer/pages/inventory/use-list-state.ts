import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { InventorySearch } from '../../addresses.ts';
import { rememberFilter } from '../../filter/recent-filters.ts';
import { comeBack, remember } from './list-memory.ts';

const route = getRouteApi('/inventory');

/** The browser refuses more than a few address changes a second, and typing must not wait for them. */
const WRITE_AFTER_MS = 200;

export interface ListState {
  readonly search: InventorySearch;
  readonly change: (change: Partial<InventorySearch>) => void;
  /** Writes what is still to be written, before the page is left. */
  readonly flush: () => Promise<void>;
}

/** The list's part of the address: answers at once, written a moment later. */
export function useListState(): ListState {
  const address = route.useSearch();
  const navigate = useNavigate();
  const [search, setSearch] = useState<InventorySearch>(() => comeBack(address));
  const newest = useRef(search);
  const written = useRef(JSON.stringify(address));
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  const hold = useCallback((next: InventorySearch) => {
    newest.current = next;
    remember({ search: next });
    setSearch(next);
  }, []);

  const flush = useCallback(async () => {
    clearTimeout(timer.current);
    const text = JSON.stringify(newest.current);
    if (text === written.current) return;
    written.current = text;
    if (newest.current.q) rememberFilter(newest.current.q);
    await navigate({ to: '/inventory', search: newest.current, replace: true });
  }, [navigate]);

  const change = useCallback(
    (part: Partial<InventorySearch>) => {
      hold({ ...newest.current, ...part });
      clearTimeout(timer.current);
      timer.current = setTimeout(() => void flush(), WRITE_AFTER_MS);
    },
    [hold, flush],
  );

  useEffect(() => {
    const text = JSON.stringify(address);
    if (text === written.current || text === JSON.stringify(newest.current)) return;
    // Someone else changed the address: Back, a link, the rail.
    clearTimeout(timer.current);
    written.current = text;
    hold(address);
  }, [address, hold]);

  useEffect(() => {
    remember({ search: newest.current });
    // Coming back to another row than the address has: it follows.
    timer.current = setTimeout(() => void flush(), WRITE_AFTER_MS);
    return () => clearTimeout(timer.current);
  }, [flush]);

  return { search, change, flush };
}
