import { columnVisibilityFeature, createColumnHelper, rowSortingFeature, tableFeatures } from '@tanstack/react-table';
import { type ComponentType, createElement } from 'react';
import { EndpointCell, OwnerCell, ProofCell, RowsCell, RunsCell, StatusCell, VerdictCell } from './list-cells.tsx';
import type { SortName } from './list-order.ts';
import type { ListedRow } from './listed-row.ts';

export const features = tableFeatures({ rowSortingFeature, columnVisibilityFeature });

const helper = createColumnHelper<typeof features, ListedRow>();

/** A column's id is the name of its order, where it has one. The list puts in the box and the names of the runs. */
export type ColumnId = 'box' | 'verdict' | 'runs' | Exclude<SortName, 'calls'>;

const column = (id: ColumnId, header: string, Cell: ComponentType<{ row: ListedRow }>, sortable = true) =>
  helper.accessor(({ id: rowId }) => rowId, {
    id,
    header,
    enableSorting: sortable,
    cell: ({ row }) => createElement(Cell, { row: row.original }),
  });

/** Columns of the list, without the box that selects. */
export const columns = helper.columns([
  column('verdict', 'Verdict', VerdictCell, false),
  column('route', 'Endpoint and finding', EndpointCell),
  column('proof', 'Proof', ProofCell),
  column('rows', 'Rows changed', RowsCell),
  column('runs', 'Runs', RunsCell, false),
  column('status', 'Status', StatusCell),
  column('owner', 'Owner', OwnerCell),
]);

/** Columns that the peek panel takes over below 1200 px. */
const WIDE_ONLY: readonly ColumnId[] = ['rows', 'runs'];

/** Without these a row says nothing. */
const ALWAYS: readonly ColumnId[] = ['box', 'route'];

const COLUMN_IDS: readonly ColumnId[] = ['box', ...columns.map(({ id }) => id as ColumnId)];

/** Columns that a person may leave out, with their names. */
export const OPTIONAL_COLUMNS = columns
  .map(({ id, header }) => ({ id: id as ColumnId, name: String(header) }))
  .filter(({ id }) => !ALWAYS.includes(id));

/** `rows,runs` of the address; what is no column is nothing. */
export const parseHidden = (text: string | undefined): ColumnId[] =>
  OPTIONAL_COLUMNS.flatMap(({ id }) => (text?.split(',').includes(id) ? [id] : []));

/** The address with one more column left out, or one fewer. */
export function toggleHidden(text: string | undefined, id: ColumnId): string | undefined {
  const hidden = parseHidden(text);
  const next = hidden.includes(id) ? hidden.filter((other) => other !== id) : [...hidden, id];
  return next.join(',') || undefined;
}

/** The columns on screen, in their order. */
export function shownColumns(hide: string | undefined, few: boolean): ColumnId[] {
  const hidden = parseHidden(hide);
  return COLUMN_IDS.filter((id) => !hidden.includes(id) && !(few && WIDE_ONLY.includes(id)));
}

const WIDTHS: Readonly<Record<ColumnId, readonly [wide: string, narrow: string]>> = {
  box: ['16px', '16px'],
  verdict: ['90px', '90px'],
  route: ['minmax(300px, 1fr)', 'minmax(220px, 1fr)'],
  proof: ['160px', '160px'],
  rows: ['192px', '192px'],
  runs: ['86px', '86px'],
  status: ['106px', '112px'],
  owner: ['58px', '46px'],
};

/** The grid's template: fixed widths, so that nothing moves while rows come and go. */
export const templateOf = (shown: readonly ColumnId[], few: boolean): string =>
  shown.map((id) => WIDTHS[id][few ? 1 : 0]).join(' ');
