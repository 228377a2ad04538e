import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import { type Header, useTable } from '@tanstack/react-table';
import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import { type Ref, useEffect, useMemo, useRef } from 'react';
import { useRowHeight } from '../../components/use-row-height.ts';
import { type ColumnId, columns, features, WIDE_ONLY } from './list-columns.ts';
import classes from './list-grid.module.css';
import { lastScroll, lastSearch, remember } from './list-memory.ts';
import type { Order, SortName } from './list-order.ts';
import { CURSOR_ID, ListRow } from './list-row.tsx';
import type { ListedRow } from './listed-row.ts';

const HEAD = 32;
/** Rows drawn beyond the edges. */
const OVERSCAN = 8;
/** So that the bulk bar and messages never cover the last row. */
const BOTTOM = 72;

export interface ListGridProps {
  readonly ref: Ref<HTMLTableElement>;
  readonly rows: readonly ListedRow[];
  readonly order: Order;
  /** The heading of the history column: `Runs 1–7`. */
  readonly runsHeading: string;
  readonly cursor: { readonly index: number; readonly column: ColumnId };
  readonly selected: ReadonlySet<string>;
  readonly narrow: boolean;
  readonly onOrder: (order: Order) => void;
  readonly onPoint: (index: number, column: ColumnId) => void;
  readonly onSelect: (index: number) => void;
  readonly onSelectAll: (all: boolean) => void;
  readonly onOpen: (row: ListedRow) => void;
}

function useListTable({ rows, order, narrow, onOrder }: ListGridProps) {
  const sorting = useMemo(() => [{ id: order.by, desc: order.reversed }], [order.by, order.reversed]);
  const columnVisibility = useMemo(() => Object.fromEntries(WIDE_ONLY.map((id) => [id, !narrow])), [narrow]);
  return useTable({
    features,
    columns,
    data: rows,
    getRowId: (row) => row.id,
    // The rows come in order: the same order that j and k follow on endpoint pages.
    manualSorting: true,
    enableSortingRemoval: false,
    sortDescFirst: false,
    state: { sorting, columnVisibility },
    onSortingChange: (update) => {
      const [first] = typeof update === 'function' ? update(sorting) : update;
      if (first) onOrder({ by: first.id as SortName, reversed: first.desc });
    },
  });
}

/** Draws only the rows in view, and always the cursor's, to which the grid points. */
function useRowsInView({ rows, cursor }: ListGridProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const height = useRowHeight();
  const from = useRef(lastScroll(lastSearch()));
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    getItemKey: (index) => rows[index]?.id ?? index,
    initialOffset: from.current,
    paddingStart: HEAD,
    scrollPaddingStart: HEAD,
    paddingEnd: BOTTOM,
    scrollPaddingEnd: BOTTOM,
    overscan: OVERSCAN,
    rangeExtractor: (range) =>
      [...new Set([...defaultRangeExtractor(range), cursor.index])]
        .filter((index) => index >= 0 && index < rows.length)
        .sort((a, b) => a - b),
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: the height is what makes the measures wrong
  useEffect(() => virtual.measure(), [virtual, height]);
  useEffect(() => {
    const { startIndex = 0, endIndex = -1 } = virtual.range ?? {};
    // Scrolling asks for the layout, so it is only done where the row is not well in sight.
    if (cursor.index > startIndex + 1 && cursor.index < endIndex - 2) return;
    if (cursor.index >= 0) virtual.scrollToIndex(cursor.index, { align: 'auto' });
  }, [virtual, cursor.index]);
  return { scroller, virtual };
}

/** The inventory as a grid: one tab stop; arrows, j and k move the cursor, to which it points. */
export function ListGrid(props: ListGridProps) {
  const { ref, rows, cursor, selected, narrow } = props;
  const table = useListTable(props);
  const { scroller, virtual } = useRowsInView(props);
  const tableRows = table.getRowModel().rows;
  return (
    <div
      ref={scroller}
      className={classes.scroller}
      data-narrow={narrow || undefined}
      onScroll={(event) => remember({ scrollTop: event.currentTarget.scrollTop })}
    >
      <table
        ref={ref}
        className={classes.grid}
        style={{ height: virtual.getTotalSize() }}
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: ARIA allows a table to be a grid
        role="grid"
        tabIndex={0}
        aria-label="Findings"
        aria-multiselectable
        aria-rowcount={rows.length + 1}
        aria-colcount={columns.length + 1}
        aria-activedescendant={rows.length > 0 ? CURSOR_ID : undefined}
      >
        <thead className={classes.sticky}>
          <tr className={classes.head} aria-rowindex={1}>
            <th scope="col" className={classes.cell} aria-colindex={1}>
              <SelectAll rows={rows} selected={selected} onSelectAll={props.onSelectAll} />
            </th>
            {table.getFlatHeaders().map((header, i) => (
              <Heading key={header.id} header={header} index={i + 2} runsHeading={props.runsHeading} />
            ))}
          </tr>
        </thead>
        <tbody className={classes.body}>
          {virtual.getVirtualItems().map(({ index, start, key }) => {
            const row = tableRows[index];
            return (
              row && (
                <ListRow
                  key={key}
                  row={row}
                  index={index}
                  count={rows.length}
                  top={start}
                  cursor={index === cursor.index ? cursor.column : null}
                  selected={selected.has(row.id)}
                  narrow={narrow}
                  onPoint={props.onPoint}
                  onSelect={props.onSelect}
                  onOpen={props.onOpen}
                />
              )
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

function SelectAll({ rows, selected, onSelectAll }: Pick<ListGridProps, 'rows' | 'selected' | 'onSelectAll'>) {
  const marked = rows.filter((row) => selected.has(row.id)).length;
  const all = marked > 0 && marked === rows.filter((row) => row.finding).length;
  const some = marked > 0 && !all;
  return (
    <input
      type="checkbox"
      className={classes.box}
      tabIndex={-1}
      aria-label="Select all"
      checked={all}
      ref={(box) => {
        if (box) box.indeterminate = some;
      }}
      onChange={() => onSelectAll(!all)}
    />
  );
}

interface HeadingProps {
  readonly header: Header<typeof features, ListedRow>;
  readonly index: number;
  readonly runsHeading: string;
}

const ARIA_SORT = { asc: 'ascending', desc: 'descending' } as const;

function Heading({ header: { column }, index, runsHeading }: HeadingProps) {
  const name = column.id === 'runs' ? runsHeading : String(column.columnDef.header);
  const sorted = column.getIsSorted();
  const Arrow = sorted === 'desc' ? IconArrowUp : IconArrowDown;
  return (
    <th
      scope="col"
      className={classes.cell}
      data-column={column.id}
      aria-colindex={index}
      aria-sort={sorted ? ARIA_SORT[sorted] : undefined}
    >
      {column.getCanSort() ? (
        <button type="button" className={classes.sort} tabIndex={-1} onClick={column.getToggleSortingHandler()}>
          {name}
          {sorted && <Arrow size={14} stroke={2} aria-hidden />}
        </button>
      ) : (
        name
      )}
    </th>
  );
}
