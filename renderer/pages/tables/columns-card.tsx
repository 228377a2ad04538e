import { Button, Select } from '@mantine/core';
import { type KeyboardEvent, useEffect, useRef } from 'react';
import type { ColumnRow, TableRow } from '../../../shared/table-views.ts';
import { CLASS_LABELS } from '../../../shared/text.ts';
import { TABLE_CLASSES, type TableClass, tableClass } from '../../../shared/words.ts';
import { counted } from '../../components/format.ts';
import { KeyHint } from '../../components/key-hint.tsx';
import classes from './table-panel.module.css';

const AS_TABLE = 'as table';

/** Only the columns that differ from their table; `c` opens all of them. */
export function OwnColumnsCard({ row, onOpen }: { row: TableRow; onOpen: () => void }) {
  const own = row.columns.filter((column) => column.class !== null);
  return (
    <section className={classes.card}>
      <h3 className={classes.title}>Columns with their own class</h3>
      {own.length === 0 && (
        <p className={classes.note}>
          None here. A column may mean something else than its table: <code>last_access</code> in a table of users is
          session.
        </p>
      )}
      <ul className={classes.lines}>
        {own.map(({ column, class: own, reason }) => (
          <li key={column} className={classes.line} title={reason ?? undefined}>
            <span className={classes.column}>{column}</span>
            <span className={classes.chip}>{own && CLASS_LABELS[own]}</span>
          </li>
        ))}
      </ul>
      <div className={classes.buttons}>
        <Button size="xs" rightSection={<KeyHint keys="c" />} onClick={onOpen} disabled={row.columns.length === 0}>
          {row.columns.length === 0 ? 'No column was seen' : `Show all ${counted(row.columns.length, 'column')}`}
        </Button>
      </div>
    </section>
  );
}

const OPTIONS = [
  { value: AS_TABLE, label: 'As table' },
  ...TABLE_CLASSES.map((value) => ({ value, label: CLASS_LABELS[value] })),
];

interface ColumnLineProps {
  readonly column: ColumnRow;
  readonly onPick: (value: TableClass | null) => void;
}

function ColumnLine({ column, onPick }: ColumnLineProps) {
  const moved = column.moved > 0 ? `moved ${counted(column.moved, 'time')}` : 'never moved';
  return (
    <li className={classes.columnLine}>
      <span className={classes.columnNames}>
        <span className={classes.column} title={column.column}>
          {column.column}
        </span>
        <span className={classes.second}>{column.reason ? `${column.reason}, ${moved}` : moved}</span>
      </span>
      <Select
        size="xs"
        aria-label={`Class of ${column.column}`}
        data={OPTIONS}
        value={column.class ?? AS_TABLE}
        allowDeselect={false}
        comboboxProps={{ withinPortal: false }}
        onChange={(value) => onPick(value === AS_TABLE ? null : tableClass.parse(value))}
      />
    </li>
  );
}

export interface AllColumnsCardProps {
  readonly row: TableRow;
  readonly onPick: (column: string, value: TableClass | null) => void;
  readonly onClose: () => void;
}

/** Esc in an open list closes the list only: the page's own Esc waits for the next press. */
function keepEscape(event: KeyboardEvent): void {
  const isOpen = event.target instanceof Element && event.target.getAttribute('aria-expanded') === 'true';
  if (event.key === 'Escape' && isOpen) event.preventDefault();
}

/** Every column with its class, those that move first; the first takes the focus. */
export function AllColumnsCard({ row, onPick, onClose }: AllColumnsCardProps) {
  const list = useRef<HTMLUListElement>(null);
  const columns = row.columns.toSorted((a, b) => b.moved - a.moved);
  useEffect(() => list.current?.querySelector('input')?.focus(), []);
  return (
    <section className={classes.card}>
      <h3 className={classes.title}>
        {counted(row.columns.length, 'column')}
        <Button size="xs" rightSection={<KeyHint keys="Escape" />} onClick={onClose}>
          Done
        </Button>
      </h3>
      <ul className={classes.lines} ref={list} onKeyDownCapture={keepEscape}>
        {columns.map((column) => (
          <ColumnLine key={column.column} column={column} onPick={(value) => onPick(column.column, value)} />
        ))}
      </ul>
    </section>
  );
}
