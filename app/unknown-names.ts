import { nearestWord } from '../shared/near-name.ts';
import type { UnknownName } from '../shared/report.ts';
import { createClassLookup } from './audit/table-classes.ts';
import type { Db } from './store/database.ts';
import { readTableColumns, readWriteCounts } from './store/inventory.ts';
import { readyRuns } from './store/runs.ts';
import { readSetting } from './store/settings.ts';
import { unusedRoutes } from './templates.ts';

/** Names in a policy that fit nothing that was recorded: a slip, or a table that this run did not write. */

type Columns = ReadonlyMap<string, readonly string[]>;

/** What the policy names and the runs do not know, in the order of the policy. */
export function unknownInPolicy(db: Db): UnknownName[] {
  const policy = readSetting(db, 'policy');
  if (!policy) return [];
  const columns = seenColumns(db);
  const tables = unknownTables(Object.keys(policy.tables), columns);
  const names = candidates(columns);
  return [
    ...tables.map((name): UnknownName => ({ of: 'tables', name, nearest: nearestOf(name, names) })),
    ...unusedRoutes(db, readyRuns(db), policy.routes).map(
      (name): UnknownName => ({ of: 'routes', name, nearest: null }),
    ),
  ];
}

/** Patterns of classes that fit no table and no column. */
export const unknownTables = (patterns: readonly string[], columns: Columns): string[] =>
  patterns.filter((pattern) => !fitsAny(pattern, columns));

function fitsAny(pattern: string, columns: Columns): boolean {
  const alone = createClassLookup(columns, { policy: { [pattern]: 'ignored' }, persons: new Map() });
  return [...columns].some(
    ([table, names]) =>
      alone.table(table).by === 'policy' || names.some((column) => alone.column(table, column)?.by === 'policy'),
  );
}

/** The newest row may lack what an older one moved. */
export function seenColumns(db: Db): Columns {
  const columns = new Map<string, string[]>(readTableColumns(db));
  for (const { table, changed } of readWriteCounts(db)) {
    const moved = JSON.parse(changed ?? '[]') as string[];
    columns.set(table, [...new Set([...(columns.get(table) ?? []), ...moved])]);
  }
  return columns;
}

/** Every way to name what is there: with and without its schema, tables before columns. */
function candidates(columns: Columns): string[] {
  const bare = (table: string) => table.slice(table.indexOf('.') + 1);
  const names = [...columns].map(([table, own]) => ({ table, own }));
  return [
    ...names.flatMap(({ table }) => [bare(table), table]),
    ...names.flatMap(({ table, own }) => own.flatMap((column) => [`${bare(table)}.${column}`, `${table}.${column}`])),
  ];
}

/** A slip of a letter or two; or the right name in another schema or table, or of a column without its table. */
function nearestOf(name: string, names: readonly string[]): string | null {
  if (name.includes('*')) return null;
  return nearestWord(name, names, 2) ?? onlyEnding(name, names);
}

/** The one name that ends as this one does; of several nobody can say which was meant. */
function onlyEnding(name: string, names: readonly string[]): string | null {
  const end = `.${name.slice(name.lastIndexOf('.') + 1)}`.toLowerCase();
  const [first, ...others] = names.filter((other) => other.toLowerCase().endsWith(end));
  return first !== undefined && others.every((other) => other.endsWith(first)) ? first : null;
}
