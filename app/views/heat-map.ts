import type { HeatMap } from '../../shared/overview-views.ts';
import type { FindingRow, TableWrites } from '../../shared/views.ts';
import type { TableClass } from '../../shared/words.ts';

/** More could not be read at a glance. */
const MOST_ENDPOINTS = 12;
const MOST_TABLES = 8;

const rowsOf = ({ inserts, updates, deletes }: TableWrites): number => inserts + updates + deletes;

const total = (tables: Iterable<number>): number => [...tables].reduce((sum, rows) => sum + rows, 0);

/** What should not be written comes before what may. */
const rank = (meaning: TableClass): number => (meaning === 'domain' ? 0 : 1);

/** Where the rows of open findings lie: endpoints that write most, tables written most, domain tables first. */
export function heatMapOf(open: readonly FindingRow[]): HeatMap {
  const findings = [...Map.groupBy(open, ({ endpoint }) => endpoint.id).values()].flatMap(worst);
  const endpoints = findings.map((finding) => ({ finding, rows: rowsByTable(finding.tables) }));
  const written = endpoints.filter(({ rows }) => rows.size > 0);
  const tables = tablesOf(findings);
  const most = written.toSorted((a, b) => total(b.rows.values()) - total(a.rows.values())).slice(0, MOST_ENDPOINTS);
  const shownTables = telling(
    tables,
    most.map(({ rows }) => rows),
  );
  const shown = most.filter(({ rows }) => shownTables.some(({ table }) => rows.has(table)));
  return {
    tables: shownTables.map(({ table, class: meaning }) => ({ table, class: meaning })),
    rows: shown.map(({ finding: { endpoint, rule }, rows }) => ({
      endpoint,
      rule,
      cells: shownTables.map(({ table }) => rows.get(table) ?? 0),
    })),
    moreTables: tables.length - shownTables.length,
    moreEndpoints: written.length - shown.length,
  };
}

/** As many tables as can be read, first of all one for each endpoint: an empty line would say nothing. */
function telling<Table extends { readonly table: string }>(
  tables: readonly Table[],
  endpoints: readonly ReadonlyMap<string, number>[],
): readonly Table[] {
  const chosen = new Set<Table>();
  for (const rows of endpoints) {
    const own = tables.filter(({ table }) => rows.has(table));
    if (own[0] && !own.some((table) => chosen.has(table))) chosen.add(own[0]);
  }
  const shown = new Set([...new Set([...chosen, ...tables])].slice(0, MOST_TABLES));
  return tables.filter((table) => shown.has(table));
}

/** Rules that judge one endpoint tell of the same rows: the finding that tells of most stands for them. */
function worst(findings: readonly FindingRow[]): FindingRow[] {
  const most = findings.toSorted((a, b) => total(b.tables.map(rowsOf)) - total(a.tables.map(rowsOf)))[0];
  return most ? [most] : [];
}

const rowsByTable = (tables: readonly TableWrites[]): ReadonlyMap<string, number> =>
  new Map(tables.map((writes) => [writes.table, rowsOf(writes)]));

function tablesOf(findings: readonly FindingRow[]) {
  const byTable = Map.groupBy(
    findings.flatMap(({ tables }) => tables),
    ({ table }) => table,
  );
  return [...byTable]
    .map(([table, writes]) => ({
      table,
      class: writes[0]?.class ?? ('domain' as const),
      rows: total(writes.map(rowsOf)),
    }))
    .sort((a, b) => rank(a.class) - rank(b.class) || b.rows - a.rows);
}
