import { useMemo } from 'react';
import type { ComparedRuns } from '../../../shared/compare-views.ts';
import type { FilterLanguage } from '../../../shared/filter-match.ts';
import type { Inventory } from '../../../shared/views.ts';
import type { InventorySearch } from '../../addresses.ts';
import { type Comparing, useComparing } from '../../compare/use-pair.ts';
import { useSettings } from '../../data/queries.ts';
import { dayOf } from '../../decide/days.ts';
import { findingFilter } from './finding-filter.ts';
import { type Changes, NO_CHANGES } from './list-groups.ts';
import { type ListedRow, listedRows, type Tab } from './listed-row.ts';
import { createLister, type ShownList } from './shown-list.ts';
import { useLookedUp } from './use-looked-up.ts';

export interface ShownInventory extends ShownList {
  readonly language: FilterLanguage<ListedRow>;
  readonly all: Readonly<Record<Tab, readonly ListedRow[]>>;
  /** `Searching bodies, 40 %`: more rows may come; null when all that the filter names was read. */
  readonly lookingUp: string | null;
  /** The two runs that are compared in place. */
  readonly comparing: Comparing;
  /** How long filtering and sorting took. */
  readonly tookMs: number;
}

const changesIn = (compared: ComparedRuns | null): Changes =>
  compared ? new Map(compared.findings.map(({ key, kind }) => [key, kind])) : NO_CHANGES;

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
  const comparing = useComparing(search);
  const { compared } = comparing;
  const changes = useMemo(() => changesIn(compared), [compared]);
  const { found: read, state: lookingUp } = useLookedUp(inventory, search.q ?? '');
  const found = useMemo(() => ({ ...read, changes }), [read, changes]);
  const language = useMemo(() => findingFilter(person, today, found), [person, today, found]);
  const all = useMemo(() => listedRows(inventory), [inventory]);
  const list = useMemo(() => createLister(all), [all]);
  const { q, tab, sort, group } = search;
  // A pair that this workspace does not hold is none.
  const vs = comparing.pair?.vs;
  return useMemo(() => {
    const from = performance.now();
    const shown = list(language, { q, tab, sort, group, vs }, folded, changes);
    return { ...shown, language, all, lookingUp, comparing, tookMs: performance.now() - from };
  }, [all, list, language, q, tab, sort, group, vs, folded, changes, lookingUp, comparing]);
}
