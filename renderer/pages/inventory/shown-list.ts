import type { InventorySearch } from '../../addresses.ts';
import { type CompiledFilter, compileFilter, type FilterLanguage } from '../../filter/filter-match.ts';
import { type Changes, type Layout, layOut, NO_CHANGES } from './list-groups.ts';
import { compareBy, type Order, parseOrder } from './list-order.ts';
import type { ListedRow, Tab } from './listed-row.ts';

export interface ShownList extends Layout {
  readonly tab: Tab;
  readonly order: Order;
  readonly filter: CompiledFilter<ListedRow>;
  /** Rows of each tab that the filter leaves. */
  readonly counts: Readonly<Record<Tab, number>>;
}

/** Asks once for each row: most rows are on several tabs. */
function once(test: (row: ListedRow) => boolean): (row: ListedRow) => boolean {
  const known = new Map<ListedRow, boolean>();
  return (row) => {
    const found = known.get(row) ?? test(row);
    known.set(row, found);
    return found;
  };
}

/** Two runs are compared: what became of each finding stands first, unless another group is asked for. */
export const groupOf = ({ group, vs }: InventorySearch): InventorySearch['group'] =>
  group === 'change' && vs === undefined ? undefined : (group ?? (vs === undefined ? undefined : 'change'));

/** What an address shows: the same on the list and for j and k on endpoint pages. */
export function shownList(
  rows: Readonly<Record<Tab, readonly ListedRow[]>>,
  language: FilterLanguage<ListedRow>,
  search: InventorySearch,
  folded: ReadonlySet<string>,
  changes: Changes = NO_CHANGES,
): ShownList {
  const tab = search.tab ?? 'open';
  const filter = compileFilter(language, search.q ?? '');
  const order = parseOrder(filter.sort ?? search.sort);
  const compare = compareBy(order.by);
  const isLeft = once(filter.matches);
  const left = (of: Tab) => rows[of].filter(isLeft);
  return {
    tab,
    ...layOut(left(tab).toSorted(order.reversed ? (a, b) => compare(b, a) : compare), groupOf(search), folded, changes),
    order,
    filter,
    counts: {
      open: left('open').length,
      unsure: left('unsure').length,
      exceptions: left('exceptions').length,
      verified: left('verified').length,
      all: left('all').length,
    },
  };
}
