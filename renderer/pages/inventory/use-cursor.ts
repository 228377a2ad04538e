import { useEffect, useRef, useState } from 'react';
import type { ColumnId } from './list-columns.ts';
import type { ListedRow } from './listed-row.ts';

export interface Cursor {
  /** -1 only where there are no rows. */
  readonly index: number;
  readonly column: ColumnId;
  readonly row: ListedRow | undefined;
  readonly point: (index: number, column?: ColumnId) => void;
  /** Left or right among the columns shown. */
  readonly step: (by: number) => void;
}

/**
 * Which cell is meant. It follows its row through sorting and filtering; where the row is gone, because it was
 * decided, the next one takes its place.
 */
export function useCursor(
  rows: readonly ListedRow[],
  at: string | undefined,
  shown: readonly ColumnId[],
  onAt: (id: string | undefined) => void,
): Cursor {
  const [wanted, setColumn] = useState<ColumnId>('route');
  const last = useRef(0);
  const found = at === undefined ? -1 : rows.findIndex((row) => row.id === at);
  const index = found >= 0 ? found : Math.min(last.current, rows.length - 1);
  const column = shown.includes(wanted) ? wanted : 'route';
  useEffect(() => {
    last.current = Math.max(0, index);
  }, [index]);
  const point = (next: number, nextColumn: ColumnId = column) => {
    const row = rows[Math.max(0, Math.min(rows.length - 1, next))];
    setColumn(nextColumn);
    if (row) onAt(row.id);
  };
  const step = (by: number) => {
    const next = shown[Math.max(0, Math.min(shown.length - 1, shown.indexOf(column) + by))];
    if (next) setColumn(next);
  };
  return { index, column, row: rows[index], point, step };
}
