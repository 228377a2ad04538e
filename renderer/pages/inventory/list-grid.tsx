import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type CSSProperties, type MouseEvent, type Ref, useEffect, useMemo, useRef, useState } from 'react';
import { HOME } from '../../components/focus-home.ts';
import { useHome } from '../../components/use-home.ts';
import { useRowHeight } from '../../components/use-row-height.ts';
import { GroupHead } from './group-head.tsx';
import { COLUMNS, type Column, type ColumnId, templateOf } from './list-columns.ts';
import classes from './list-grid.module.css';
import type { Layout, Line, ListGroup } from './list-groups.ts';
import { lastScroll, lastSearch, remember } from './list-memory.ts';
import type { Order } from './list-order.ts';
import { CURSOR_ID, ListRow } from './list-row.tsx';
import type { ListedRow } from './listed-row.ts';
import { createRowWindow } from './row-window.ts';

const HEAD = 32;
const GROUP_HEAD = 32;
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

/** Draws only the rows in view, and always the cursor's, to which the grid points. */
function useRowsInView({ layout: { lines, lineOf }, cursor }: ListGridProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const height = useRowHeight();
  const from = useRef(lastScroll(lastSearch()));
  const [drawn] = useState(createRowWindow);
  const at = cursor.index < 0 ? -1 : lineOf(cursor.index);
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => (isHead(lines[index]) ? GROUP_HEAD : height),
    initialOffset: from.current,
    paddingStart: HEAD,
    scrollPaddingStart: lines.some(isHead) ? HEAD + GROUP_HEAD : HEAD,
    paddingEnd: BOTTOM,
    scrollPaddingEnd: BOTTOM,
    rangeExtractor: (range) => drawn.around(range, lines.length, at),
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: height and heads are what makes the measures wrong
  useEffect(() => virtual.measure(), [virtual, height, lines]);
  useEffect(() => {
    const { startIndex = 0, endIndex = -1 } = virtual.range ?? {};
    // Scrolling asks for the layout, so it is only done where the row is not well in sight.
    if (at > startIndex + 1 && at < endIndex - 2) return;
    if (at >= 0) virtual.scrollToIndex(at, { align: 'auto' });
  }, [virtual, at]);
  return { scroller, virtual, keyOf: drawn.keyOf };
}

const isHead = (line: Line | undefined): boolean => line !== undefined && 'group' in line;

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
  const { scroller, virtual, keyOf } = useRowsInView(props);
  useHome(scroller);
  const columns = useMemo(() => COLUMNS.filter(({ id }) => shown.includes(id)), [shown]);
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
        {...HOME}
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
            {columns.map((column, i) => (
              <Heading key={column.id} column={column} index={i + 2} {...props} />
            ))}
          </tr>
        </thead>
        {/* biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the list's: j, k and Enter */}
        <tbody
          className={classes.body}
          style={{ height: virtual.getTotalSize() - HEAD }}
          onClick={(event) => pointAt(event, props.onPoint)}
          onDoubleClick={(event) => {
            const row = visible[rowAt(event)];
            if (row) props.onOpen(row);
          }}
        >
          {sticking && <GroupHead group={sticking} top={null} rowIndex={0} {...head} />}
          {virtual.getVirtualItems().map(({ index: at, start }) => {
            const line = lines[at];
            if (!line) return null;
            if ('group' in line)
              return <GroupHead key={keyOf(at)} group={line.group} top={start} rowIndex={at + 2} {...head} />;
            return (
              <ListRow
                key={keyOf(at)}
                row={line.row}
                index={line.index}
                rowIndex={at + 2}
                count={visible.length}
                top={start}
                cursor={line.index === cursor.index ? cursor.column : null}
                selected={selected.has(line.row.id)}
                columns={columns}
                onSelect={props.onSelect}
              />
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

interface HeadingProps extends Pick<ListGridProps, 'order' | 'runsHeading' | 'onOrder'> {
  readonly column: Column;
  readonly index: number;
}

/** A click orders by the column; one more turns the order round. */
function Heading({ column: { id, header, sort }, index, order, runsHeading, onOrder }: HeadingProps) {
  const name = id === 'runs' ? runsHeading : header;
  const sorted = sort !== null && sort === order.by;
  const Arrow = order.reversed ? IconArrowUp : IconArrowDown;
  return (
    <th
      scope="col"
      className={classes.cell}
      data-column={id}
      aria-colindex={index}
      aria-sort={sorted ? (order.reversed ? 'descending' : 'ascending') : undefined}
    >
      {sort === null ? (
        name
      ) : (
        <button
          type="button"
          className={classes.sort}
          tabIndex={-1}
          onClick={() => onOrder({ by: sort, reversed: sorted && !order.reversed })}
        >
          {name}
          {sorted && <Arrow size={14} stroke={2} aria-hidden />}
        </button>
      )}
    </th>
  );
}

const within = ({ target }: MouseEvent, what: string): HTMLElement | null =>
  target instanceof Element ? target.closest<HTMLElement>(what) : null;

/** Of a click, among the rows to be seen; -1: on none. */
const rowAt = (event: MouseEvent): number => Number(within(event, '[data-index]')?.dataset.index ?? -1);

/** One listener for all cells takes the cursor to the one that was clicked. */
function pointAt(event: MouseEvent, point: ListGridProps['onPoint']): void {
  const column = within(event, '[data-column]')?.dataset.column;
  if (column !== undefined && rowAt(event) >= 0) point(rowAt(event), column as ColumnId);
}
