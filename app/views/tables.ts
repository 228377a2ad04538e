import type { ColumnRow, TableRow } from '../../shared/table-views.ts';
import { SAFE_METHODS } from '../../shared/words.ts';
import type { ClassLookup } from '../audit/table-classes.ts';
import type { Db } from '../store/database.ts';
import { readEndpoints, type StoredEndpoint } from '../store/endpoints.ts';
import { readTableColumns, readWriteCounts, type WriteCount } from '../store/inventory.ts';

/** Every written table: its class and why, what wrote to it, and its columns. */
export function tableRowsOf(db: Db, classes: ClassLookup): TableRow[] {
  const endpoints = readEndpoints(db);
  const columns = readTableColumns(db);
  // Updates that moved nothing count nowhere.
  const moved = readWriteCounts(db).filter((count) => count.changed !== '[]');
  const byTable = Map.groupBy(moved, (count) => count.table);
  return [...byTable].map(([table, counts]) => {
    const writtenBy = writers(counts, endpoints);
    const methods = writtenBy.flatMap((writer) => (writer.endpoint ? [writer.endpoint.method] : []));
    return {
      table,
      ...classes.table(table),
      inserts: sumRows(counts, 'insert'),
      updates: sumRows(counts, 'update'),
      deletes: sumRows(counts, 'delete') + sumRows(counts, 'truncate'),
      safeWriters: methods.filter((method) => SAFE_METHODS.has(method)).length,
      writers: methods.length,
      columns: columnRows(table, columns.get(table) ?? [], counts, classes),
      writtenBy,
    };
  });
}

const sumRows = (counts: readonly WriteCount[], op: WriteCount['op']): number =>
  counts.reduce((sum, count) => (count.op === op ? sum + count.rows : sum), 0);

/** Most rows first; the endpoint null stands for what is linked to no request. */
function writers(counts: readonly WriteCount[], endpoints: ReadonlyMap<number, StoredEndpoint>): TableRow['writtenBy'] {
  const byEndpoint = Map.groupBy(counts, (count) => count.endpointId);
  const rows = [...byEndpoint].map(([id, own]) => ({
    endpoint: id === null ? null : nameOf(endpoints.get(id)),
    rows: own.reduce((sum, count) => sum + count.rows, 0),
  }));
  return rows.sort((a, b) => b.rows - a.rows);
}

const nameOf = (stored: StoredEndpoint | undefined) =>
  stored ? { id: stored.id, method: stored.method, origin: stored.origin, route: stored.route } : null;

function columnRows(
  table: string,
  columns: readonly string[],
  counts: readonly WriteCount[],
  classes: ClassLookup,
): ColumnRow[] {
  const moved = new Map<string, number>();
  for (const count of counts) {
    if (count.op !== 'update' || count.changed === null) continue;
    for (const column of JSON.parse(count.changed) as string[])
      moved.set(column, (moved.get(column) ?? 0) + count.rows);
  }
  return columns.map((column) => {
    const own = classes.column(table, column);
    return {
      column,
      class: own?.class ?? null,
      reason: own?.reason ?? null,
      by: own?.by ?? null,
      moved: moved.get(column) ?? 0,
    };
  });
}
