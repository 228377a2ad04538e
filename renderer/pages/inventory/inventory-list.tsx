import { useDeferredValue, useMemo, useRef, useState } from 'react';
import { formatCount } from '../../../shared/text.ts';
import type { Inventory } from '../../../shared/views.ts';
import { ChangeCounts } from '../../compare/change-counts.tsx';
import { PairPicker } from '../../compare/pair-picker.tsx';
import { Page } from '../../components/page.tsx';
import { RunLegend } from '../../components/run-cells.tsx';
import { TabRow } from '../../components/tab-row.tsx';
import { useNarrow } from '../../components/use-narrow.ts';
import { useStable } from '../../components/use-stable.ts';
import { BulkBar } from '../../decide/bulk-bar.tsx';
import { useDecisions } from '../../decide/use-decisions.tsx';
import { FilterBox } from '../../filter/filter-box.tsx';
import { ExportMenu } from './export-menu.tsx';
import classes from './inventory-list.module.css';
import { ListActionsContext } from './list-cells.tsx';
import { shownColumns } from './list-columns.ts';
import { ListEmpty } from './list-empty.tsx';
import { ListGrid } from './list-grid.tsx';
import { writeOrder } from './list-order.ts';
import { foundWords, nounOf, runsHeading, sentenceOf, tabItems, withoutChanges, withoutSort } from './list-words.ts';
import { Peek } from './peek.tsx';
import { useCursor } from './use-cursor.ts';
import { useFolding } from './use-folding.ts';
import { useListActions } from './use-list-actions.ts';
import { useListKeys } from './use-list-keys.ts';
import type { ListState } from './use-list-state.ts';
import { useSelection } from './use-selection.ts';
import { useShownList } from './use-shown-list.ts';
import { ViewMenu } from './view-menu.tsx';

const PANEL = 'inventory-list';

/** The inventory with something in it: filter, tabs, grid, and what can be done to the selection. */
export function InventoryList({ inventory, state }: { inventory: Inventory; state: ListState }) {
  const { search, change } = state;
  const folding = useFolding();
  // What is typed shows at once; the list behind it follows, and never holds the next key up.
  const q = useDeferredValue(search.q);
  const listed = q === search.q ? search : { ...search, q };
  const shown = useShownList(inventory, listed, folding.folded);
  const narrow = useNarrow();
  const grid = useRef<HTMLTableElement>(null);
  const decisions = useDecisions();
  const selection = useSelection();
  const [peeking, setPeeking] = useState(false);
  // The peek panel takes the room of the columns that it shows itself.
  const fewColumns = narrow || peeking;
  const columns = useMemo(() => shownColumns(search.hide, fewColumns), [search.hide, fewColumns]);
  const cursor = useCursor(shown.visible, search.at, columns, (at) => change({ at }));
  const actions = useListActions({ inventory, state, cursor, selection, decisions, grid });
  const point = useStable(cursor.point);
  const select = useStable((index: number) => {
    const row = shown.visible[index];
    if (row) selection.toggle(row);
  });
  useListKeys({
    rows: shown.visible,
    all: shown.rows,
    groups: shown.groups,
    folding,
    cursor,
    selection,
    filtered: search.q !== undefined,
    peeking,
    onOpen: actions.cells.open,
    onPeek: () => setPeeking((before) => !before),
    onAsk: (question) => actions.ask(question),
    onMoved: actions.focusList,
    onNarrow: actions.filterByCell,
    onClearFilter: () => change({ q: undefined }),
    onCopy: (markdown) => void actions.copy(markdown),
  });

  const peek = peeking && cursor.row && <Peek key={cursor.row.id} row={cursor.row} onOpen={actions.cells.open} />;
  const sentence = useMemo(() => sentenceOf(inventory), [inventory]);
  const found = foundWords(shown);
  return (
    <Page
      title="Inventory"
      sentence={sentence}
      actions={
        <>
          <PairPicker
            comparing={shown.comparing}
            onPick={(pair) => change({ run: pair?.run, vs: pair?.vs, ...(pair ? {} : withoutChanges(search)) })}
          />
          <ViewMenu search={search} onChange={change} />
          <ExportMenu tab={shown.tab} rows={shown.rows} />
        </>
      }
      filter={
        <FilterBox
          language={shown.language}
          rows={shown.all[shown.tab]}
          value={search.q ?? ''}
          onChange={(q) => change({ q: q || undefined })}
          placeholder="Filter by route, table, owner, rule… e.g. method:GET table:auth_user owner:none"
          found={found}
          onLeave={actions.focusList}
        />
      }
      tabs={
        <>
          <TabRow
            label="Which findings"
            items={tabItems(shown)}
            chosen={shown.tab}
            onChoose={(tab) => change({ tab: tab === 'open' ? undefined : tab })}
            controls={PANEL}
          />
          {shown.comparing.compared && (
            <ChangeCounts compared={shown.comparing.compared} onKind={(kind) => change({ q: `change:${kind}` })} />
          )}
          {!narrow && !shown.comparing.pair && (
            <span className={classes.legend}>
              <RunLegend />
            </span>
          )}
        </>
      }
      side={!narrow && peek}
      status={shown.rows.length > 0 && `${formatCount(cursor.index + 1)} of ${formatCount(shown.visible.length)}`}
      end={`${found}, ${formatCount(Math.max(1, shown.tookMs))} ms`}
    >
      <div id={PANEL} role="tabpanel" aria-label={`${nounOf(shown.tab)}s`} className={classes.panel}>
        {shown.rows.length === 0 ? (
          <ListEmpty inventory={inventory} shown={shown} search={listed} onChange={change} />
        ) : (
          <ListActionsContext value={actions.cells}>
            <ListGrid
              ref={grid}
              layout={shown}
              noun={nounOf(shown.tab)}
              order={shown.order}
              runsHeading={runsHeading(inventory)}
              cursor={cursor}
              selected={selection.selected}
              shown={columns}
              narrow={fewColumns}
              onFold={folding.toggle}
              onOrder={(order) => change({ sort: writeOrder(order), q: withoutSort(search) })}
              onPoint={point}
              onSelect={select}
              onSelectAll={(all) => selection.set(shown.rows, all)}
              onOpen={actions.cells.open}
            />
          </ListActionsContext>
        )}
        {narrow && peek && <aside className={classes.over}>{peek}</aside>}
        {selection.selected.size > 0 && (
          <BulkBar
            selected={selection.selected.size}
            hidden={hiddenOf(selection.selected, shown.rows)}
            onAsk={actions.ask}
            onClear={selection.clear}
          />
        )}
      </div>
      {decisions.open}
    </Page>
  );
}

/** How many of the selection the filter or the tab hides. */
function hiddenOf(selected: ReadonlySet<string>, rows: readonly { readonly id: string }[]): number {
  return selected.size - rows.filter((row) => selected.has(row.id)).length;
}
