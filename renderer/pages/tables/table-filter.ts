import { compileFilter, type FilterLanguage } from '../../../shared/filter-match.ts';
import type { TableRow } from '../../../shared/table-views.ts';
import { tableWord } from '../../../shared/text.ts';
import { rowsWritten } from './table-words.ts';

/** What the filter of this page understands. */
export const TABLE_FILTER: FilterLanguage<TableRow> = {
  fields: [
    { name: 'table', about: 'name of the table', part: true, words: (row) => [tableWord(row.table)] },
    { name: 'class', about: 'what a write to it means', words: (row) => [row.class] },
    { name: 'by', about: 'who gave it its class', words: (row) => [row.by] },
    {
      name: 'column',
      about: 'column that updates moved or that has a class of its own',
      part: true,
      words: (row) => row.columns.filter((each) => each.moved > 0 || each.class !== null).map((each) => each.column),
    },
    { name: 'op', about: 'kind of write', words: opsOf },
    { name: 'route', about: 'endpoint that writes it', part: true, words: routesOf },
    { name: 'safe', about: 'writers with a safe method', numbers: (row) => [row.safeWriters], offers: ['>0', '0'] },
    { name: 'rows', about: 'rows written', numbers: (row) => [rowsWritten(row)], offers: ['>100'] },
  ],
  free: (row) => [tableWord(row.table), row.reason, ...routesOf(row)],
  sorts: ['table', 'rows', 'safe'],
};

function opsOf(row: TableRow): string[] {
  const ops = { insert: row.inserts, update: row.updates, delete: row.deletes };
  return Object.entries(ops).flatMap(([op, rows]) => (rows > 0 ? [op] : []));
}

function routesOf(row: TableRow): string[] {
  return row.writtenBy.flatMap(({ endpoint }) => (endpoint ? [`${endpoint.method} ${endpoint.route}`] : []));
}

const byName = (a: TableRow, b: TableRow) => tableWord(a.table).localeCompare(tableWord(b.table));

const ORDERS: Readonly<Record<string, (a: TableRow, b: TableRow) => number>> = {
  table: byName,
  rows: (a, b) => rowsWritten(b) - rowsWritten(a) || byName(a, b),
  safe: (a, b) => b.safeWriters - a.safeWriters || byName(a, b),
};

/** The rows that a filter leaves, by name unless it says otherwise. */
export function filterTables(rows: readonly TableRow[], text: string): TableRow[] {
  const { matches, sort } = compileFilter(TABLE_FILTER, text);
  const sorted = rows.filter(matches).sort(ORDERS[sort?.replace('-', '') ?? 'table'] ?? byName);
  return sort?.startsWith('-') ? sorted.reverse() : sorted;
}
