import { Button } from '@mantine/core';
import { IconArrowBackUp } from '@tabler/icons-react';
import { getRouteApi } from '@tanstack/react-router';
import { useCallback, useMemo, useRef, useState } from 'react';
import type { TableRow } from '../../../shared/table-views.ts';
import type { TableClass } from '../../../shared/words.ts';
import { count, counted } from '../../components/format.ts';
import { ICON } from '../../components/icon.ts';
import { KeyHint } from '../../components/key-hint.tsx';
import { NoMatch } from '../../components/no-match.tsx';
import { Page } from '../../components/page.tsx';
import { useHeldSearch } from '../../components/use-held-search.ts';
import { useListKeys } from '../../components/use-list-keys.ts';
import { useSelection } from '../../components/use-selection.ts';
import { useSummary } from '../../data/queries.ts';
import { useUndo } from '../../data/use-undo.ts';
import { FilterBox } from '../../filter/filter-box.tsx';
import { BulkBar } from './bulk-bar.tsx';
import { ClassFileButtons } from './class-file-buttons.tsx';
import { filterTables, TABLE_FILTER } from './table-filter.ts';
import { ROWS_A_PAGE, TableList } from './table-list.tsx';
import { TablePanel } from './table-panel.tsx';
import { classCounts, type Target } from './table-words.ts';
import classes from './tables-view.module.css';
import { useClassPreview } from './use-class-preview.ts';
import { stillStands, useReclassify } from './use-reclassify.ts';
import { useTableKeys } from './use-table-keys.ts';

const route = getRouteApi('/tables');

const tableOf = (row: TableRow): Target => ({ table: row.table, column: null });

/** Filter and cursor, as they stand in the address. */
function useAddress(rows: readonly TableRow[]) {
  const navigate = route.useNavigate();
  const { search, change } = useHeldSearch(route.useSearch(), (next) => void navigate({ search: next, replace: true }));
  const { q = '', at } = search;
  const shown = useMemo(() => filterTables(rows, q), [rows, q]);
  const moveTo = useCallback((to: number) => change({ at: shown[to]?.table }), [shown, change]);
  const found = shown.findIndex((row) => row.table === at);
  return { q, shown, index: Math.max(0, found), moveTo, setFilter: (text: string) => change({ q: text || undefined }) };
}

function Legend() {
  return (
    <>
      <span className={classes.legend} data-by="person">
        set by a person
      </span>
      <span className={classes.legend}>default</span>
    </>
  );
}

function UndoButton() {
  const { data } = useSummary();
  const { undo } = useUndo();
  return (
    <Button
      leftSection={<IconArrowBackUp {...ICON} />}
      rightSection={<KeyHint keys="z" />}
      disabled={!data?.undo}
      title={data?.undo ?? undefined}
      onClick={undo}
    >
      Undo
    </Button>
  );
}

/** The list of tables with its keys, and the panel about the cursor's table. */
export function TablesView({ rows }: { rows: readonly TableRow[] }) {
  const { q, shown, index, moveTo, setFilter } = useAddress(rows);
  const selection = useSelection();
  const [allColumns, setAllColumns] = useState(false);
  const { made, classify } = useReclassify(rows);
  const list = useRef<HTMLTableElement>(null);
  const focusList = () => list.current?.focus({ preventScroll: true });

  const row = shown[index];
  const chosen = rows.filter(({ table }) => selection.keys.has(table));
  const aimed = chosen.length > 0 ? chosen : row ? [row] : [];
  const targets = aimed.map(tableOf);
  const preview = useClassPreview(rows, targets);
  const set = (on: readonly Target[], to: TableClass | null) => {
    preview.clear();
    if (on.length > 0) classify(on, to);
  };
  const pick = (picked: TableRow, to: TableClass) => set([tableOf(picked)], to);
  const closeColumns = () => {
    setAllColumns(false);
    focusList();
  };
  const select = (to: number) => {
    const more = [row?.table, shown[to]?.table].filter((table) => table !== undefined);
    selection.add(...more);
    moveTo(to);
  };

  /** From the cursor to a row, whichever way. */
  const selectTo = (to: number) => {
    const between = shown.slice(Math.min(index, to), Math.max(index, to) + 1);
    selection.add(...between.map(({ table }) => table));
    moveTo(to);
  };

  const goTo = (to: number) => {
    moveTo(to);
    // So that readers say the row.
    focusList();
  };
  useListKeys({ length: shown.length, at: index, page: ROWS_A_PAGE, moveTo: goTo, stretchTo: select });
  useTableKeys({
    hasRow: row !== undefined,
    preview,
    onSet: (to) => set(targets, to),
    canReset: aimed.some(({ by }) => by === 'person'),
    onSelect: () => row && selection.toggle(row.table),
    onSelectAll: () => selection.set(shown.map(({ table }) => table)),
    onColumns: () => setAllColumns(true),
    onBack: [
      [allColumns, closeColumns],
      [preview.class !== null, preview.clear],
      [selection.keys.size > 0, selection.clear],
      [q !== '', () => setFilter('')],
    ],
  });

  const hidden = chosen.filter((other) => !shown.includes(other)).length;
  const isAbout = made?.targets.some(({ table }) => table === row?.table) && stillStands(rows, made);
  return (
    <Page
      title="Tables"
      sentence={`What a write to a table means. ${classCounts(rows)}`}
      actions={
        <>
          <UndoButton />
          <ClassFileButtons />
        </>
      }
      filter={
        <FilterBox
          language={TABLE_FILTER}
          rows={rows}
          value={q}
          onChange={setFilter}
          placeholder="Filter tables, e.g. class:domain by:person safe:>0"
          found={`${count(shown.length)} of ${counted(rows.length, 'table')}`}
          onLeave={focusList}
        />
      }
      status={row && `${count(index + 1)} of ${count(shown.length)}`}
      end={<Legend />}
    >
      <div className={classes.split}>
        <div className={classes.list}>
          {row ? (
            <TableList
              ref={list}
              rows={shown}
              at={index}
              selected={selection.keys}
              looked={preview.class}
              onMove={(to, stretched) => (stretched ? selectTo(to) : moveTo(to))}
              onSelect={(picked) => selection.toggle(picked.table)}
              onPick={pick}
            />
          ) : (
            <NoMatch what="table" filter={q} onClear={() => setFilter('')} />
          )}
          {chosen.length > 0 && (
            <BulkBar
              selected={chosen.length}
              hidden={hidden}
              onPick={(to) => set(targets, to)}
              onClear={selection.clear}
            />
          )}
        </div>
        {row && (
          <TablePanel
            rows={rows}
            row={row}
            targets={targets}
            preview={preview}
            made={isAbout ? made : null}
            allColumns={allColumns}
            onAllColumns={(open) => (open ? setAllColumns(true) : closeColumns())}
            onClassify={set}
          />
        )}
      </div>
    </Page>
  );
}
