import { type CompiledFilter, compileFilter, type FilterLanguage } from '../../../shared/filter-match.ts';
import type { InventorySearch } from '../../addresses.ts';
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
export type Lister = (
  language: FilterLanguage<ListedRow>,
  search: InventorySearch,
  folded: ReadonlySet<string>,
  changes?: Changes,
) => ShownList;

/** Lists these rows. They are sorted once for each order: a filter only leaves some of them out, key by key. */
export function createLister(rows: Readonly<Record<Tab, readonly ListedRow[]>>): Lister {
  const sorted = sorter(rows);
  return (language, search, folded, changes = NO_CHANGES) => {
    const tab = search.tab ?? 'open';
    const filter = compileFilter(language, search.q ?? '');
    const order = parseOrder(filter.sort ?? search.sort);
    const isLeft = filter.active > 0 ? once(filter.matches) : () => true;
    const left = (of: Tab) => rows[of].filter(isLeft).length;
    return {
      tab,
      ...layOut(sorted(tab, order).filter(isLeft), groupOf(search), folded, changes),
      order,
      filter,
      counts: {
        open: left('open'),
        unsure: left('unsure'),
        exceptions: left('exceptions'),
        verified: left('verified'),
        all: left('all'),
      },
    };
  };
}

function sorter(rows: Readonly<Record<Tab, readonly ListedRow[]>>): (tab: Tab, order: Order) => readonly ListedRow[] {
  const known = new Map<string, readonly ListedRow[]>();
  return (tab, { by, reversed }) => {
    const name = `${tab} ${by} ${reversed}`;
    const compare = compareBy(by);
    const found = known.get(name) ?? rows[tab].toSorted(reversed ? (a, b) => compare(b, a) : compare);
    known.set(name, found);
    return found;
  };
}
