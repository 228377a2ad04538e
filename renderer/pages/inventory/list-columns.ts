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
export const WIDE_ONLY: readonly ColumnId[] = ['rows', 'runs'];
