import { FlexRender, type Row } from '@tanstack/react-table';
import { memo } from 'react';
import type { ColumnId, features } from './list-columns.ts';
import classes from './list-grid.module.css';
import type { ListedRow } from './listed-row.ts';
import { spokenRow } from './row-words.ts';

/** Of the cell under the cursor, to which the grid points. */
export const CURSOR_ID = 'inventory-cursor';

export interface ListRowProps {
  readonly row: Row<typeof features, ListedRow>;
  /** Among the rows to be seen. */
  readonly index: number;
  /** Of the line in the whole list, for readers. */
  readonly rowIndex: number;
  readonly count: number;
  readonly top: number;
  /** The column under the cursor; null where the cursor is in another row. */
  readonly cursor: ColumnId | null;
  readonly selected: boolean;
  /** Changes when columns come or go, so that the row is drawn anew. */
  readonly shown: readonly ColumnId[];
  readonly onPoint: (index: number, column: ColumnId) => void;
  readonly onSelect: (index: number) => void;
  readonly onOpen: (row: ListedRow) => void;
}

/** One line of the list. */
export const ListRow = memo(function ListRow(props: ListRowProps) {
  const { row, index, rowIndex, count, top, cursor, selected, onPoint, onSelect, onOpen } = props;
  const spoken = spokenRow(row.original, index + 1, count);
  const cellProps = (column: ColumnId) => ({
    className: classes.cell,
    'data-column': column,
    'data-cursor': cursor === column || undefined,
    id: cursor === column ? CURSOR_ID : undefined,
    onClick: () => onPoint(index, column),
  });
  return (
    <tr
      className={classes.row}
      aria-rowindex={rowIndex}
      aria-selected={selected}
      aria-label={spoken}
      data-cursor={cursor !== null || undefined}
      style={{ transform: `translateY(${top}px)` }}
      onDoubleClick={() => onOpen(row.original)}
    >
      <td {...cellProps('box')} aria-colindex={1}>
        {row.original.finding && (
          <input
            type="checkbox"
            className={classes.box}
            tabIndex={-1}
            aria-label="Select"
            checked={selected}
            onChange={() => onSelect(index)}
          />
        )}
      </td>
      {row.getVisibleCells().map((cell, i) => (
        <td key={cell.id} {...cellProps(cell.column.id as ColumnId)} aria-colindex={i + 2}>
          <FlexRender cell={cell} />
        </td>
      ))}
    </tr>
  );
});
