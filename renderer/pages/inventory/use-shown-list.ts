import { useMemo } from 'react';
import type { Inventory } from '../../../shared/views.ts';
import type { InventorySearch } from '../../addresses.ts';
import { useSettings } from '../../data/queries.ts';
import { dayOf } from '../../decide/days.ts';
import type { FilterLanguage } from '../../filter/filter-match.ts';
import { findingFilter } from './finding-filter.ts';
import { type ListedRow, listedRows, type Tab } from './listed-row.ts';
import { type ShownList, shownList } from './shown-list.ts';
import { useLookedUp } from './use-looked-up.ts';

export interface ShownInventory extends ShownList {
  readonly language: FilterLanguage<ListedRow>;
  readonly all: Readonly<Record<Tab, readonly ListedRow[]>>;
  /** `Searching bodies, 40 %`: more rows may come; null when all that the filter names was read. */
  readonly lookingUp: string | null;
  /** How long filtering and sorting took. */
  readonly tookMs: number;
}

const NONE_FOLDED: ReadonlySet<string> = new Set();
const NOTHING: Inventory = { findings: [], endpoints: [], runs: [] };

/** The list behind an address, for the inventory and for the endpoint pages reached from it. */
export function useShownList(
  inventory: Inventory = NOTHING,
  search: InventorySearch,
  folded = NONE_FOLDED,
): ShownInventory {
  const person = useSettings().data?.person ?? null;
  const today = dayOf(new Date());
  const { found, state: lookingUp } = useLookedUp(inventory, search.q ?? '');
  const language = useMemo(() => findingFilter(person, today, found), [person, today, found]);
  const all = useMemo(() => listedRows(inventory), [inventory]);
  const { q, tab, sort, group } = search;
  return useMemo(() => {
    const from = performance.now();
    const shown = shownList(all, language, { q, tab, sort, group }, folded);
    return { ...shown, language, all, lookingUp, tookMs: performance.now() - from };
  }, [all, language, q, tab, sort, group, folded, lookingUp]);
}
