import { useLocation, useNavigate, useRouter } from '@tanstack/react-router';
import type { Inventory } from '../../../shared/views.ts';
import type { EndpointSearch } from '../../addresses.ts';
import { lastSearch, moveCursorTo } from '../inventory/list-memory.ts';
import type { ListedRow } from '../inventory/listed-row.ts';
import { useShownList } from '../inventory/use-shown-list.ts';

declare module '@tanstack/react-router' {
  interface HistoryState {
    /** The page was opened from the list: going back leads there. */
    fromList?: boolean;
  }
}

export interface PlaceInList {
  /** From 0; -1 where the list it was opened from does not hold it. */
  readonly index: number;
  readonly count: number;
  readonly noun: string;
  /** To the next or previous row of the list. */
  readonly step: (by: number) => void;
  /** To the list, on this row. */
  readonly back: () => void;
}

const isAt = (row: ListedRow, endpointId: number, rule: string): boolean =>
  row.endpoint.id === endpointId && (row.finding?.rule ?? rule) === rule;

/** Where this endpoint stands in the list as it was left: the same filter and order. */
export function usePlace(inventory: Inventory | undefined, endpointId: number, rule: string): PlaceInList {
  const { rows, tab } = useShownList(inventory, lastSearch());
  const navigate = useNavigate();
  const router = useRouter();
  const fromList = useLocation().state.fromList ?? false;
  const index = rows.findIndex((row) => isAt(row, endpointId, rule));
  const step = (by: number) => {
    const row = rows[index + by];
    if (!row) return;
    moveCursorTo(row.id);
    void navigate({
      to: '/endpoint/$endpointId/$rule',
      params: { endpointId: String(row.endpoint.id), rule: row.finding?.rule ?? rule },
      search: ({ run, vs }: EndpointSearch) => ({ run, vs }),
      replace: true,
      state: (state) => state,
    });
  };
  const back = () => {
    if (fromList) router.history.back();
    else void navigate({ to: '/inventory', search: { ...lastSearch(), at: rows[index]?.id ?? lastSearch().at } });
  };
  return { index, count: rows.length, noun: tab === 'all' ? 'endpoint' : 'finding', step, back };
}
