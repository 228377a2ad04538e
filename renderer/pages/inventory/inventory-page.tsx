import { useNavigate } from '@tanstack/react-router';
import { useMemo, useRef, useState } from 'react';
import { formatCount, plural, RULE_LABELS } from '../../../shared/text.ts';
import type { FindingRow, Inventory } from '../../../shared/views.ts';
import type { InventorySearch } from '../../addresses.ts';
import { copyText } from '../../components/copy.ts';
import { ErrorNote } from '../../components/error-note.tsx';
import { Page } from '../../components/page.tsx';
import { RunLegend } from '../../components/run-cells.tsx';
import { SkeletonRows, useSlow } from '../../components/skeleton-rows.tsx';
import { type TabItem, TabRow } from '../../components/tab-row.tsx';
import { useNarrow } from '../../components/use-narrow.ts';
import { useInventory } from '../../data/queries.ts';
import { BulkBar } from '../../decide/bulk-bar.tsx';
import { type Question, useDecisions } from '../../decide/use-decisions.tsx';
import { FilterBox } from '../../filter/filter-box.tsx';
import { withTerm } from '../../filter/filter-language.ts';
import { termOfCell } from './cell-term.ts';
import classes from './inventory-page.module.css';
import { ListActionsContext } from './list-cells.tsx';
import { type ColumnId, columns, WIDE_ONLY } from './list-columns.ts';
import { ListEmpty, NothingYet } from './list-empty.tsx';
import { ListGrid } from './list-grid.tsx';
import { writeOrder } from './list-order.ts';
import { isOpen, type ListedRow, type Tab } from './listed-row.ts';
import { Peek } from './peek.tsx';
import { useCursor } from './use-cursor.ts';
import { useListKeys } from './use-list-keys.ts';
import { type ListState, useListState } from './use-list-state.ts';
import { useSelection } from './use-selection.ts';
import { type ShownInventory, useShownList } from './use-shown-list.ts';
import { ViewMenu } from './view-menu.tsx';

const PANEL = 'inventory-list';
const COLUMN_IDS = ['box', ...columns.map((column) => column.id as ColumnId)] as const;

/** `27 open findings, 6 of them unsure, on 17 of 148 endpoints`. */
function sentenceOf({ findings, endpoints }: Inventory): string {
  const open = findings.filter(isOpen);
  const unsure = open.filter(({ verdict }) => verdict === 'unsure').length;
  const on = new Set(open.map(({ endpoint }) => endpoint.id)).size;
  return `${formatCount(open.length)} open ${plural(open.length, 'finding')}${
    unsure > 0 ? `, ${formatCount(unsure)} of them unsure` : ''
  }, on ${formatCount(on)} of ${formatCount(endpoints.length)} ${plural(endpoints.length, 'endpoint')}`;
}

function tabItems({ counts, all, tab }: ShownInventory): TabItem<Tab>[] {
  const item = (id: Tab, label: string) => ({ id, label, count: formatCount(counts[id]) });
  return [
    item('open', 'Open'),
    item('unsure', 'Unsure'),
    item('exceptions', 'Exceptions'),
    // Only proof sets it, so the tab comes with the first.
    ...(all.verified.length > 0 || tab === 'verified' ? [item('verified', 'Verified')] : []),
    item('all', 'All endpoints'),
  ];
}

/** `Runs 1–7`; the history shows the last seven. */
function runsHeading({ runs }: Inventory): string {
  const ids = runs
    .map((run) => run.id)
    .sort((a, b) => a - b)
    .slice(-7);
  return ids.length > 1 ? `Runs ${ids[0]}–${ids.at(-1)}` : `Run ${ids[0] ?? ''}`;
}

/** Which endpoints offend, how sure it is, and who does what. */
export function InventoryPage() {
  const { data, isPending, error, refetch } = useInventory();
  const slow = useSlow(isPending);
  const state = useListState();
  if (data && data.endpoints.length > 0) return <InventoryList inventory={data} state={state} />;
  return (
    <Page title="Inventory">
      {error && <ErrorNote what="The inventory could not be read." error={error} onRetry={() => void refetch()} />}
      {slow && !data && <SkeletonRows />}
      {data && <NothingYet />}
    </Page>
  );
}

function InventoryList({ inventory, state }: { inventory: Inventory; state: ListState }) {
  const { search, change, flush } = state;
  const shown = useShownList(inventory, search);
  const navigate = useNavigate();
  const narrow = useNarrow();
  const grid = useRef<HTMLTableElement>(null);
  const decisions = useDecisions();
  const selection = useSelection();
  const [peeking, setPeeking] = useState(false);
  const few = narrow || peeking;
  const visible = COLUMN_IDS.filter((id) => !few || !WIDE_ONLY.includes(id));
  const cursor = useCursor(shown.rows, search.at, visible, (at) => change({ at }));
  const findings = useMemo(() => new Map(inventory.findings.map((row) => [row.key, row])), [inventory]);

  const open = async (row: ListedRow) => {
    change({ at: row.id });
    await flush();
    const params = { endpointId: String(row.endpoint.id), rule: row.finding?.rule ?? 'safe-method-writes' };
    await navigate({ to: '/endpoint/$endpointId/$rule', params, state: { fromList: true } });
  };
  const chosen = (): FindingRow[] => {
    const marked = [...selection.selected].flatMap((key) => findings.get(key) ?? []);
    return marked.length > 0 ? marked : cursor.row?.finding ? [cursor.row.finding] : [];
  };
  const anchorOf = (question: Question) =>
    grid.current?.querySelector(`[data-cursor] [data-column="${question === 'owner' ? 'owner' : 'status'}"]`) ?? null;
  const copy = async (markdown: boolean) => {
    await flush();
    if (!markdown) return copyText(window.location.href, 'Address copied');
    const { row } = cursor;
    if (!row?.finding) return;
    const address = new URL(`/endpoint/${row.endpoint.id}/${row.finding.rule}`, window.location.href);
    const name = `${row.endpoint.method} ${row.endpoint.route}: ${RULE_LABELS[row.finding.rule].toLowerCase()}`;
    await copyText(`[${name}](${address})`, 'Markdown link copied');
  };
  const focusList = () => grid.current?.focus({ preventScroll: true });

  useListKeys({
    rows: shown.rows,
    cursor,
    selection,
    filtered: search.q !== undefined,
    peeking,
    onOpen: (row) => void open(row),
    onPeek: () => setPeeking((before) => !before),
    onAsk: (question) => decisions.ask(question, chosen(), anchorOf(question)),
    onMoved: focusList,
    onNarrow: () => {
      const term = cursor.row && termOfCell(cursor.row, cursor.column);
      if (term) change({ q: withTerm(search.q ?? '', term) });
    },
    onClearFilter: () => change({ q: undefined }),
    onCopy: (markdown) => void copy(markdown),
  });

  const actions = { open: (row: ListedRow) => void open(row), ask: asker(decisions.ask) };
  const peek = peeking && cursor.row && <Peek key={cursor.row.id} row={cursor.row} onOpen={actions.open} />;
  const total = shown.all[shown.tab].length;
  const what = shown.tab === 'all' ? 'endpoint' : 'finding';
  const found = `${formatCount(shown.rows.length)} of ${formatCount(total)} ${plural(total, what)}`;
  const hidden = [...selection.selected].filter((id) => !shown.rows.some((row) => row.id === id)).length;
  return (
    <Page
      title="Inventory"
      sentence={sentenceOf(inventory)}
      actions={<ViewMenu />}
      filter={
        <FilterBox
          language={shown.language}
          rows={shown.all[shown.tab]}
          value={search.q ?? ''}
          onChange={(q) => change({ q: q || undefined })}
          placeholder="Filter by route, table, owner, rule… e.g. method:GET table:auth_user owner:none"
          found={found}
          onLeave={focusList}
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
          {!narrow && (
            <span className={classes.legend}>
              <RunLegend />
            </span>
          )}
        </>
      }
      side={!narrow && peek}
      status={shown.rows.length > 0 && `${formatCount(cursor.index + 1)} of ${formatCount(shown.rows.length)}`}
      end={`${found}, ${formatCount(Math.max(1, shown.tookMs))} ms`}
    >
      <div id={PANEL} role="tabpanel" aria-label={`${what}s`} className={classes.panel}>
        {shown.rows.length === 0 ? (
          <ListEmpty inventory={inventory} shown={shown} search={search} onChange={change} />
        ) : (
          <ListActionsContext value={actions}>
            <ListGrid
              ref={grid}
              rows={shown.rows}
              order={shown.order}
              runsHeading={runsHeading(inventory)}
              cursor={cursor}
              selected={selection.selected}
              narrow={few}
              onOrder={(order) => change({ sort: writeOrder(order), q: withoutSort(search) })}
              onPoint={cursor.point}
              onSelect={(index) => {
                const row = shown.rows[index];
                if (row) selection.toggle(row);
              }}
              onSelectAll={(all) => selection.set(shown.rows, all)}
              onOpen={actions.open}
            />
          </ListActionsContext>
        )}
        {narrow && peek && <aside className={classes.over}>{peek}</aside>}
        {selection.selected.size > 0 && (
          <BulkBar
            selected={selection.selected.size}
            hidden={hidden}
            onAsk={(question, anchor) => decisions.ask(question, chosen(), anchor)}
            onClear={selection.clear}
          />
        )}
      </div>
      {decisions.open}
    </Page>
  );
}

/** Cells ask about one finding. */
const asker =
  (ask: ReturnType<typeof useDecisions>['ask']) => (question: Question, finding: FindingRow, anchor: Element) =>
    ask(question, [finding], anchor);

/** A click on a heading wins over a `sort:` in the filter. */
function withoutSort({ q }: InventorySearch): string | undefined {
  return q?.replace(/(^|\s)-?sort:\S*/g, '').trim() || undefined;
}
