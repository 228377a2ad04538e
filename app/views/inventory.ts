import type { ChangeOp } from '../../shared/records.ts';
import type { EndpointRow, FindingRow, Inventory, RunCell, TableWrites } from '../../shared/views.ts';
import type { TableClass, Verdict } from '../../shared/words.ts';
import { VERDICTS } from '../../shared/words.ts';
import { severityOf } from '../audit/judge.ts';
import type { ClassLookup } from '../audit/table-classes.ts';
import type { Db } from '../store/database.ts';
import { readEndpoints, type StoredEndpoint } from '../store/endpoints.ts';
import { readFindings, type StoredFinding } from '../store/findings.ts';
import { readClients, readEndpointCounts, readWriteCounts, type WriteCount } from '../store/inventory.ts';
import { readRuns } from '../store/runs.ts';
import { readTracking } from '../track/tracking.ts';

/** Runs a history shows at most, the newest. */
const HISTORY = 7;

/** Everything the inventory page lists: findings and endpoints, filtered and sorted by the page itself. */
export function inventoryOf(db: Db, classes: ClassLookup): Inventory {
  const runs = readRuns(db).reverse();
  const findings = findingRows(
    db,
    runs.map((run) => run.id),
    readFindings(db),
  );
  return {
    findings,
    endpoints: endpointRows(db, classes, findings),
    runs: runs.map((run) => ({ id: run.id, at: run.atMs, captures: run.captures.map((capture) => capture.name) })),
  };
}

/** One row a finding: what its newest run with calls said, and a cell for every run. */
export function findingRows(db: Db, runIds: readonly number[], stored: readonly StoredFinding[]): FindingRow[] {
  const endpoints = readEndpoints(db);
  const tracking = readTracking(db);
  const clients = Map.groupBy(readClients(db), (row) => row.endpointId);
  const byKey = Map.groupBy(stored, (finding) => finding.key);
  return [...byKey.values()].map((history) => {
    const told = newestThatTells(history);
    return {
      key: told.key,
      endpoint: nameOf(endpoints, told.endpointId),
      rule: told.rule,
      verdict: told.verdict,
      summary: told.judgement.summary,
      clause: told.judgement.clause,
      severity: severityOf(told.rule, told.judgement),
      probability: told.judgement.probability,
      proof: told.judgement.proof,
      tables: told.judgement.tables,
      runs: runIds.slice(-HISTORY).map((run) => cellOf(run, history)),
      tracking: tracking(told.key, history),
      clients: (clients.get(told.endpointId) ?? []).map((row) => row.client),
    };
  });
}

/** Whether the run could tell: it holds calls, and a change log beside them. */
const tells = ({ verdict, judgement }: StoredFinding): boolean => verdict !== 'not-judged' && judgement.proof.calls > 0;

/** Not seen is never fixed: a run that cannot tell does not speak for the finding while another does. */
function newestThatTells(history: readonly StoredFinding[]): StoredFinding {
  const newest = history.findLast(tells) ?? history.at(-1);
  if (!newest) throw new Error('a finding without any run');
  return newest;
}

function cellOf(run: number, history: readonly StoredFinding[]): RunCell {
  const finding = history.find((candidate) => candidate.runId === run);
  if (!finding || !tells(finding)) return { run, state: 'not-seen' };
  if (finding.verdict === 'unsure') return { run, state: 'unsure' };
  return { run, state: finding.judgement.proof.wrote > 0 ? 'wrote' : 'no-write' };
}

function nameOf(endpoints: ReadonlyMap<number, StoredEndpoint>, id: number): FindingRow['endpoint'] {
  const found = endpoints.get(id);
  if (!found) throw new Error(`endpoint ${id} is not in this workspace`);
  return { id, method: found.method, origin: found.origin, route: found.route };
}

function endpointRows(db: Db, classes: ClassLookup, findings: readonly FindingRow[]): EndpointRow[] {
  const endpoints = readEndpoints(db);
  const writes = Map.groupBy(readWriteCounts(db), (row) => row.endpointId);
  const found = Map.groupBy(findings, (finding) => finding.endpoint.id);
  return readEndpointCounts(db).map(({ endpointId, calls, reached, writingCalls }) => {
    const own = (found.get(endpointId) ?? []).toSorted((a, b) => rank(a.verdict) - rank(b.verdict));
    return {
      endpoint: nameOf(endpoints, endpointId),
      calls,
      reached,
      writingCalls,
      verdict: own[0]?.verdict ?? 'not-judged',
      findings: own.map((finding) => finding.key),
      tables: tableWrites(writes.get(endpointId) ?? [], classes.table),
      status: own[0]?.tracking.status ?? null,
    };
  });
}

/** Worst first. */
const rank = (verdict: Verdict): number => VERDICTS.indexOf(verdict);

const COUNTED: Readonly<Record<ChangeOp, 'inserts' | 'updates' | 'deletes'>> = {
  insert: 'inserts',
  update: 'updates',
  delete: 'deletes',
  truncate: 'deletes',
};

/** Sums counts per table; updates that moved nothing are left out. */
export function tableWrites(
  counts: readonly WriteCount[],
  classOf: (table: string) => { readonly class: TableClass },
): TableWrites[] {
  const byTable = Map.groupBy(
    counts.filter((count) => count.changed !== '[]'),
    (count) => count.table,
  );
  return [...byTable].map(([table, rows]) => {
    const sum = { inserts: 0, updates: 0, deletes: 0 };
    for (const row of rows) sum[COUNTED[row.op]] += row.rows;
    return { table, class: classOf(table).class, ...sum, columns: movedColumns(rows) };
  });
}

const movedColumns = (rows: readonly WriteCount[]): string[] => [
  ...new Set(rows.filter((row) => row.op === 'update').flatMap((row) => JSON.parse(row.changed ?? '[]') as string[])),
];
