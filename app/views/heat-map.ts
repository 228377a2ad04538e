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
  const shownTables = tables.slice(0, MOST_TABLES);
  const shown = written.toSorted((a, b) => total(b.rows.values()) - total(a.rows.values())).slice(0, MOST_ENDPOINTS);
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
