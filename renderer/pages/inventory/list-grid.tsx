import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import { type Header, useTable } from '@tanstack/react-table';
import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import { type CSSProperties, type Ref, useEffect, useMemo, useRef } from 'react';
import { useRowHeight } from '../../components/use-row-height.ts';
import { GroupHead } from './group-head.tsx';
import { type ColumnId, columns, features, templateOf } from './list-columns.ts';
import classes from './list-grid.module.css';
import type { Layout, Line, ListGroup } from './list-groups.ts';
import { lastScroll, lastSearch, remember } from './list-memory.ts';
import type { Order, SortName } from './list-order.ts';
import { CURSOR_ID, ListRow } from './list-row.tsx';
import type { ListedRow } from './listed-row.ts';

const HEAD = 32;
const GROUP_HEAD = 32;
/** Rows drawn beyond the edges. */
const OVERSCAN = 8;
/** So that the bulk bar and messages never cover the last row. */
const BOTTOM = 72;

export interface ListGridProps {
  readonly ref: Ref<HTMLTableElement>;
  readonly layout: Layout;
  /** What a row is: `finding`. */
  readonly noun: string;
  readonly order: Order;
  /** The heading of the history column: `Runs 1–7`. */
  readonly runsHeading: string;
  readonly cursor: { readonly index: number; readonly column: ColumnId };
  readonly selected: ReadonlySet<string>;
  /** Columns on screen, in their order. */
  readonly shown: readonly ColumnId[];
  readonly narrow: boolean;
  readonly onFold: (group: string) => void;
  readonly onOrder: (order: Order) => void;
  readonly onPoint: (index: number, column: ColumnId) => void;
  readonly onSelect: (index: number) => void;
  readonly onSelectAll: (all: boolean) => void;
  readonly onOpen: (row: ListedRow) => void;
}

function useListTable({ layout, order, shown, onOrder }: ListGridProps) {
  const sorting = useMemo(() => [{ id: order.by, desc: order.reversed }], [order.by, order.reversed]);
  const columnVisibility = useMemo(
    () => Object.fromEntries(columns.map(({ id }) => [id, shown.includes(id as ColumnId)])),
    [shown],
  );
  return useTable({
    features,
    columns,
    data: layout.visible,
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
function useRowsInView({ layout: { lines, lineOf }, cursor }: ListGridProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const height = useRowHeight();
  const from = useRef(lastScroll(lastSearch()));
  const at = cursor.index < 0 ? -1 : lineOf(cursor.index);
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => (isHead(lines[index]) ? GROUP_HEAD : height),
    getItemKey: (index) => keyOf(lines[index]) ?? index,
    initialOffset: from.current,
    paddingStart: HEAD,
    scrollPaddingStart: lines.some(isHead) ? HEAD + GROUP_HEAD : HEAD,
    paddingEnd: BOTTOM,
    scrollPaddingEnd: BOTTOM,
    overscan: OVERSCAN,
    rangeExtractor: (range) =>
      [...new Set([...defaultRangeExtractor(range), at])]
        .filter((index) => index >= 0 && index < lines.length)
        .sort((a, b) => a - b),
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: height and heads are what makes the measures wrong
  useEffect(() => virtual.measure(), [virtual, height, lines]);
  useEffect(() => {
    const { startIndex = 0, endIndex = -1 } = virtual.range ?? {};
    // Scrolling asks for the layout, so it is only done where the row is not well in sight.
    if (at > startIndex + 1 && at < endIndex - 2) return;
    if (at >= 0) virtual.scrollToIndex(at, { align: 'auto' });
  }, [virtual, at]);
  return { scroller, virtual };
}

const isHead = (line: Line | undefined): boolean => line !== undefined && 'group' in line;
const keyOf = (line: Line | undefined): string | undefined =>
  line && ('group' in line ? `group ${line.group.id}` : line.row.id);

/** The group whose rows are at the top of what is in view. */
function groupAt(lines: readonly Line[], top: number): ListGroup | null {
  for (let at = Math.min(top, lines.length - 1); at >= 0; at -= 1) {
    const line = lines[at];
    if (line && 'group' in line) return line.group;
  }
  return null;
}

/** The inventory as a grid: one tab stop; arrows, j and k move the cursor, to which it points. */
export function ListGrid(props: ListGridProps) {
  const { ref, layout, cursor, selected, narrow, shown, noun } = props;
  const { rows, visible, lines } = layout;
  const table = useListTable(props);
  const { scroller, virtual } = useRowsInView(props);
  const tableRows = table.getRowModel().rows;
  const sticking = groupAt(lines, virtual.range?.startIndex ?? 0);
  const head = { columns: shown.length, noun, onToggle: props.onFold };
  return (
    <div
      ref={scroller}
      className={classes.scroller}
      style={{ '--columns': templateOf(shown, narrow) } as CSSProperties}
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
        aria-rowcount={lines.length + 1}
        aria-colcount={shown.length}
        aria-activedescendant={visible.length > 0 ? CURSOR_ID : undefined}
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
        <tbody className={classes.body} style={{ height: virtual.getTotalSize() - HEAD }}>
          {sticking && <GroupHead group={sticking} top={null} rowIndex={0} {...head} />}
          {virtual.getVirtualItems().map(({ index: at, start, key }) => {
            const line = lines[at];
            if (!line) return null;
            if ('group' in line)
              return <GroupHead key={key} group={line.group} top={start} rowIndex={at + 2} {...head} />;
            const { index } = line;
            const row = tableRows[index];
            return (
              row && (
                <ListRow
                  key={key}
                  row={row}
                  index={index}
                  rowIndex={at + 2}
                  count={visible.length}
                  top={start}
                  cursor={index === cursor.index ? cursor.column : null}
                  selected={selected.has(row.id)}
                  shown={shown}
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

interface SelectAllProps extends Pick<ListGridProps, 'selected' | 'onSelectAll'> {
  readonly rows: readonly ListedRow[];
}

function SelectAll({ rows, selected, onSelectAll }: SelectAllProps) {
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
