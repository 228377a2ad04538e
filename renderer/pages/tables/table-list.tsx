import { useVirtualizer } from '@tanstack/react-virtual';
import { type Ref, useEffect, useRef } from 'react';
import type { TableRow } from '../../../shared/table-views.ts';
import { TABLE_CLASSES, type TableClass } from '../../../shared/words.ts';
import { HOME } from '../../components/focus-home.ts';
import { KeyHint } from '../../components/key-hint.tsx';
import { rangeWithCursor } from '../../components/row-range.ts';
import { useHome } from '../../components/use-home.ts';
import { TableLine } from './table-line.tsx';
import classes from './table-list.module.css';

const ROW = 46;
const HEAD = 32;
const BAR = 96;
/** For Page Up and Page Down. */
export const ROWS_A_PAGE = 12;

export interface TableListProps {
  /** For the focus. */
  readonly ref: Ref<HTMLTableElement>;
  readonly rows: readonly TableRow[];
  /** The cursor's place. */
  readonly at: number;
  readonly selected: ReadonlySet<string>;
  /** The class being looked at for the cursor's row or the selection. */
  readonly looked: TableClass | null;
  readonly onMove: (index: number, stretched: boolean) => void;
  readonly onSelect: (row: TableRow) => void;
  readonly onPick: (row: TableRow, value: TableClass) => void;
}

/** Every table a row of 46 px; only those in view are drawn. One tab stop: the list itself, pointing at its cursor row. */
export function TableList({ ref, rows, at, selected, looked, onMove, onSelect, onPick }: TableListProps) {
  const scroller = useRef<HTMLDivElement>(null);
  useHome(scroller);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    paddingStart: HEAD,
    scrollPaddingStart: HEAD,
    // So that the bar for selected tables never lies over the last ones.
    paddingEnd: selected.size > 0 ? BAR : 0,
    scrollPaddingEnd: selected.size > 0 ? BAR : 0,
    overscan: 8,
    rangeExtractor: (range) => rangeWithCursor(range, at),
  });
  useEffect(() => virtual.scrollToIndex(at), [virtual, at]);
  const shown = virtual.getVirtualItems();
  return (
    <div ref={scroller} className={classes.scroller}>
      <table
        ref={ref}
        className={classes.table}
        style={{ height: virtual.getTotalSize() }}
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: ARIA allows a table to be a grid
        role="grid"
        tabIndex={0}
        {...HOME}
        aria-label="Tables"
        aria-rowcount={rows.length + 1}
        aria-multiselectable
        aria-activedescendant={lineId(at)}
      >
        <ListHead />
        <tbody className={classes.body}>
          {shown.map(({ index, start }) => {
            const row = rows[index];
            if (!row) return null;
            const isAimed = selected.size > 0 ? selected.has(row.table) : index === at;
            return (
              <TableLine
                key={row.table}
                id={lineId(index)}
                row={row}
                index={index}
                top={start}
                isCursor={index === at}
                isSelected={selected.has(row.table)}
                looked={isAimed ? looked : null}
                onMove={onMove}
                onSelect={onSelect}
                onPick={onPick}
              />
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

const lineId = (index: number) => `table-${index}`;

function ListHead() {
  return (
    <thead className={classes.sticky}>
      <tr className={classes.head} aria-rowindex={1}>
        <th scope="col">
          <span className="ea-hidden">Selected</span>
        </th>
        <th scope="col">Table, and why it has its class</th>
        <th scope="col">
          Class <KeyHint keys="1" /> to <KeyHint keys={String(TABLE_CLASSES.length)} />
        </th>
        <th scope="col" className={classes.figure}>
          Safe writers
        </th>
        <th scope="col" className={classes.figure}>
          Rows
        </th>
      </tr>
    </thead>
  );
}
