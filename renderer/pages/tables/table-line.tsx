import { Checkbox } from '@mantine/core';
import { memo } from 'react';
import type { TableRow } from '../../../shared/table-views.ts';
import { tableWord } from '../../../shared/text.ts';
import type { TableClass } from '../../../shared/words.ts';
import { count } from '../../components/format.ts';
import { ClassSwitch } from './class-switch.tsx';
import classes from './table-list.module.css';
import { reasonLine, rowName, rowsWritten } from './table-words.ts';

export interface TableLineProps {
  readonly id: string;
  readonly row: TableRow;
  readonly index: number;
  /** Its place in the list in px. */
  readonly top: number;
  readonly isCursor: boolean;
  readonly isSelected: boolean;
  readonly looked: TableClass | null;
  /** `stretched`: with Shift, the selection goes from the cursor to it. */
  readonly onMove: (index: number, stretched: boolean) => void;
  readonly onSelect: (row: TableRow) => void;
  readonly onPick: (row: TableRow, value: TableClass) => void;
}

/** One table: its name and reason, its class, who writes it. */
export const TableLine = memo(function TableLine(props: TableLineProps) {
  const { id, row, index, top, isCursor, isSelected, looked, onMove, onSelect, onPick } = props;
  const name = tableWord(row.table);
  return (
    <tr
      id={id}
      className={classes.row}
      aria-rowindex={index + 2}
      aria-selected={isSelected}
      aria-label={rowName(row)}
      data-cursor={isCursor || undefined}
      style={{ transform: `translateY(${top}px)` }}
      onClick={(event) => onMove(index, event.shiftKey)}
    >
      <td>
        <Checkbox
          size="xs"
          tabIndex={-1}
          aria-label={`Select ${name}`}
          checked={isSelected}
          onPointerDown={(event) => event.preventDefault()}
          onChange={() => onSelect(row)}
        />
      </td>
      <td className={classes.names}>
        <span className={classes.name} title={row.table}>
          {name}
        </span>
        <span className={classes.reason} title={reasonLine(row)}>
          {reasonLine(row)}
        </span>
      </td>
      <td>
        <ClassSwitch name={name} value={row.class} by={row.by} looked={looked} onPick={(value) => onPick(row, value)} />
      </td>
      <td className={classes.figure}>
        <strong data-none={row.safeWriters === 0 || undefined}>{count(row.safeWriters)}</strong> of {count(row.writers)}
      </td>
      <td className={classes.figure}>{count(rowsWritten(row))}</td>
    </tr>
  );
});
