import { useNavigate } from '@tanstack/react-router';
import { type RefObject, useMemo } from 'react';
import { withTerm } from '../../../shared/filter-language.ts';
import type { FindingRow, Inventory } from '../../../shared/views.ts';
import { copyText } from '../../components/copy.ts';
import { useStable } from '../../components/use-stable.ts';
import type { Decisions, Question } from '../../decide/use-decisions.tsx';
import { termOfCell } from './cell-term.ts';
import type { ListActions } from './list-cells.tsx';
import { markdownLink } from './list-words.ts';
import type { ListedRow } from './listed-row.ts';
import type { Cursor } from './use-cursor.ts';
import type { ListState } from './use-list-state.ts';
import type { Selection } from './use-selection.ts';

export interface ListHands {
  readonly inventory: Inventory;
  readonly state: ListState;
  readonly cursor: Cursor;
  readonly selection: Selection;
  readonly decisions: Decisions;
  readonly grid: RefObject<HTMLTableElement | null>;
}

/** What keys, cells and buttons of the list set going. */
export function useListActions({ inventory, state, cursor, selection, decisions, grid }: ListHands) {
  const { search, change, flush } = state;
  const navigate = useNavigate();
  const findings = useMemo(() => new Map(inventory.findings.map((row) => [row.key, row])), [inventory]);

  const open = useStable(async (row: ListedRow) => {
    change({ at: row.id });
    await flush();
    const params = { endpointId: String(row.endpoint.id), rule: row.finding?.rule ?? 'none' };
    await navigate({
      to: '/endpoint/$endpointId/$rule',
      params,
      search: { run: search.run, vs: search.vs },
      state: { fromList: true },
    });
  });
  /** The selection, else the row under the cursor. */
  const chosen = (): FindingRow[] => {
    const marked = [...selection.selected].flatMap((key) => findings.get(key) ?? []);
    return marked.length > 0 ? marked : cursor.row?.finding ? [cursor.row.finding] : [];
  };
  const askAt = useStable(decisions.ask);
  const cells = useMemo<ListActions>(
    () => ({
      open: (row) => void open(row),
      ask: (question, finding, anchor) => askAt(question, [finding], anchor),
    }),
    [open, askAt],
  );
  return {
    cells,
    /** About the selection or the cursor's row, beside its cell or the given anchor. */
    ask: (question: Question, anchor?: Element) => {
      const column = question === 'owner' ? 'owner' : 'status';
      const cell = grid.current?.querySelector(`[data-cursor] [data-column="${column}"]`) ?? null;
      decisions.ask(question, chosen(), anchor ?? cell);
    },
    focusList: () => grid.current?.focus({ preventScroll: true }),
    filterByCell: () => {
      const term = cursor.row && termOfCell(cursor.row, cursor.column);
      if (term) change({ q: withTerm(search.q ?? '', term) });
    },
    copy: async (markdown: boolean) => {
      await flush();
      if (!markdown) return copyText(window.location.href, 'Address copied');
      const link = cursor.row && markdownLink(cursor.row, window.location.href);
      if (link) await copyText(link, 'Markdown link copied');
    },
  };
}
