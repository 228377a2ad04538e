import { writeTerm } from '../../../shared/filter-language.ts';
import type { ColumnId } from './list-columns.ts';
import type { ListedRow } from './listed-row.ts';
import { deeds } from './row-words.ts';

/** The filter term of one cell, for `f`; null where a cell has none. */
export function termOfCell(row: ListedRow, column: ColumnId): string | null {
  const { endpoint, finding, tables, verdict } = row;
  switch (column) {
    case 'verdict':
      return writeTerm('verdict', verdict);
    case 'route':
      return writeTerm('route', endpoint.route);
    case 'rows': {
      const table = deeds(tables)[0]?.table;
      return table ? writeTerm('table', table) : null;
    }
    case 'status':
      return finding && writeTerm('status', finding.tracking.status);
    case 'owner':
      return finding && writeTerm('owner', finding.tracking.owner ?? 'none');
    default:
      return null;
  }
}
