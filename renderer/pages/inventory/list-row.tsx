import { type ComponentType, memo } from 'react';
import { EndpointCell, OwnerCell, ProofCell, RowsCell, RunsCell, StatusCell, VerdictCell } from './list-cells.tsx';
import type { Column, ColumnId } from './list-columns.ts';
import classes from './list-grid.module.css';
import type { ListedRow } from './listed-row.ts';
import { spokenRow } from './row-words.ts';

/** Of the cell under the cursor, to which the grid points. */
export const CURSOR_ID = 'inventory-cursor';

const CELLS: Readonly<Record<Column['id'], ComponentType<{ row: ListedRow }>>> = {
  verdict: VerdictCell,
  route: EndpointCell,
  proof: ProofCell,
  rows: RowsCell,
  runs: RunsCell,
  status: StatusCell,
  owner: OwnerCell,
};

export interface ListRowProps {
  readonly row: ListedRow;
  /** Among the rows to be seen. */
  readonly index: number;
  /** Of the line in the whole list, for readers. */
  readonly rowIndex: number;
  readonly count: number;
  readonly top: number;
  /** The column under the cursor; null where the cursor is in another row. */
  readonly cursor: ColumnId | null;
  readonly selected: boolean;
  readonly columns: readonly Column[];
  readonly onSelect: (index: number) => void;
}

/** One line of the list. Clicks are the grid's. */
export const ListRow = memo(function ListRow(props: ListRowProps) {
  const { row, index, rowIndex, count, top, cursor, selected, columns, onSelect } = props;
  const cellProps = (column: ColumnId) => ({
    className: classes.cell,
    'data-column': column,
    'data-cursor': cursor === column || undefined,
    id: cursor === column ? CURSOR_ID : undefined,
  });
  return (
    <tr
      className={classes.row}
      data-index={index}
      aria-rowindex={rowIndex}
      aria-selected={selected}
      aria-label={spokenRow(row, index + 1, count)}
      data-cursor={cursor !== null || undefined}
      style={{ transform: `translateY(${top}px)` }}
    >
      <td {...cellProps('box')} aria-colindex={1}>
        {row.finding && (
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
      {columns.map(({ id }, i) => {
        const Cell = CELLS[id];
        return (
          <td key={id} {...cellProps(id)} aria-colindex={i + 2}>
            <Cell row={row} />
          </td>
        );
      })}
    </tr>
  );
});
