import type { ChangeOp } from '../../shared/records.ts';
import type { EndpointRow, FindingRow, Inventory, RunCell, TableWrites } from '../../shared/views.ts';
import type { TableClass, Verdict } from '../../shared/words.ts';
import { VERDICTS } from '../../shared/words.ts';
import { severityOf } from '../audit/judge.ts';
import type { ClassLookup } from '../audit/table-classes.ts';
import type { Db } from '../store/database.ts';
import { readEndpoints, type StoredEndpoint } from '../store/endpoints.ts';
import {
  createHeadReader,
  type FindingCell,
  type JudgementHead,
  readFindingCells,
  type StoredFinding,
} from '../store/findings.ts';
import {
  type ClientCount,
  readClients,
  readClientsOfEndpoint,
  readEndpointCounts,
  readWriteCounts,
  type WriteCount,
} from '../store/inventory.ts';
import { readRuns } from '../store/runs.ts';
import type { SeenFinding } from '../track/seen.ts';
import { type ReadTracking, readTracking, readTrackingOfFew } from '../track/tracking.ts';
import { inventoryRun, newestRuns } from './seen-runs.ts';

/** Runs a history shows at most, the newest. */
const HISTORY = 7;

/** A finding's row without what people decided about it. */
type BareRow = Omit<FindingRow, 'tracking'>;

/** What the inventory lists before people decide: it stays while nothing is judged or counted anew. */
export interface Listed {
  readonly findings: readonly BareRow[];
  readonly endpoints: readonly Omit<EndpointRow, 'status'>[];
  readonly runs: Inventory['runs'];
  /** What every run said of a finding. */
  readonly historyOf: (key: string) => readonly SeenFinding[];
}

export function listedOf(db: Db, classes: ClassLookup): Listed {
  const runs = readRuns(db).reverse();
  const cells = readFindingCells(db);
  const headOf = createHeadReader(db);
  const findings = bareRows({
    runIds: runs.map((run) => run.id),
    cells,
    headOf,
    endpoints: readEndpoints(db),
    clients: readClients(db),
  });
  return {
    findings,
    historyOf: createHistories(cells, headOf),
    endpoints: endpointRows(
      db,
      classes,
      findings,
      runs.map((run) => run.id),
    ),
    runs: runs.map(inventoryRun),
  };
}

/** Reads what runs said of a finding when it is asked for, once. */
function createHistories(cells: readonly FindingCell[], headOf: (cell: FindingCell) => JudgementHead) {
  const byKey = Map.groupBy(cells, (cell) => cell.key);
  const read = new Map<string, SeenFinding[]>();
  return (key: string): readonly SeenFinding[] => {
    const known =
      read.get(key) ??
      (byKey.get(key) ?? []).map((cell) => ({ runId: cell.runId, verdict: cell.verdict, judgement: headOf(cell) }));
    read.set(key, known);
    return known;
  };
}

/** One row a finding: what its newest run with calls said, and a cell for every run. */
export function findingRows(db: Db, runIds: readonly number[], stored: readonly StoredFinding[]): FindingRow[] {
  const rows = bareRows({ runIds, ...asCells(stored), endpoints: readEndpoints(db), clients: readClients(db) });
  return tracked(rows, stored, readTracking(db));
}

/** The rows of one endpoint's findings, without a look at the others. */
export function findingRowsOfEndpoint(
  db: Db,
  endpoint: StoredEndpoint,
  runIds: readonly number[],
  stored: readonly StoredFinding[],
): FindingRow[] {
  const endpoints = new Map([[endpoint.id, endpoint]]);
  const rows = bareRows({ runIds, ...asCells(stored), endpoints, clients: readClientsOfEndpoint(db, endpoint.id) });
  return tracked(rows, stored, readTrackingOfFew(db));
}

function tracked(rows: readonly BareRow[], stored: readonly StoredFinding[], tracking: ReadTracking): FindingRow[] {
  const histories = Map.groupBy(stored, (finding) => finding.key);
  return rows.map((row) => ({ ...row, tracking: tracking(row.key, histories.get(row.key) ?? []) }));
}

interface Histories {
  readonly runIds: readonly number[];
  /** Of each finding the oldest run first. */
  readonly cells: readonly FindingCell[];
  readonly headOf: (cell: FindingCell) => JudgementHead;
  readonly endpoints: ReadonlyMap<number, StoredEndpoint>;
  readonly clients: readonly ClientCount[];
}

function asCells(stored: readonly StoredFinding[]): Pick<Histories, 'cells' | 'headOf'> {
  const judgements = new Map<FindingCell, JudgementHead>();
  const cells = stored.map(({ judgement, ...finding }) => {
    const { calls, wrote } = judgement.proof;
    const cell = { ...finding, calls, wrote };
    judgements.set(cell, judgement);
    return cell;
  });
  return { cells, headOf: (cell) => judgements.get(cell) as JudgementHead };
}

function bareRows({ runIds, cells, headOf, endpoints, clients }: Histories): BareRow[] {
  const clientsOf = Map.groupBy(clients, (row) => row.endpointId);
  return [...Map.groupBy(cells, (cell) => cell.key).values()].map((history) => {
    const told = newestThatTells(history);
    const { summary, clause, probability, proof, tables, ...judgement } = headOf(told);
    return {
      key: told.key,
      endpoint: nameOf(endpoints, told.endpointId),
      rule: told.rule,
      verdict: told.verdict,
      summary,
      clause,
      severity: severityOf(told.rule, judgement),
      probability,
      proof,
      tables,
      runs: runIds.slice(-HISTORY).map((run) => cellOf(run, history)),
      clients: (clientsOf.get(told.endpointId) ?? []).map((row) => row.client),
      ...runsOf(history.filter(tells)),
    };
  });
}

function runsOf(telling: readonly FindingCell[]): Pick<FindingRow, 'firstRun' | 'lastRun'> {
  const [first, last] = [telling[0], telling.at(-1)];
  return first && last ? { firstRun: first.runId, lastRun: last.runId } : {};
}

/** Whether the run could tell: it holds calls, and a change log beside them. */
const tells = ({ verdict, calls }: FindingCell): boolean => verdict !== 'not-judged' && calls > 0;

/** Not seen is never fixed: a run that cannot tell does not speak for the finding while another does. */
function newestThatTells(history: readonly FindingCell[]): FindingCell {
  const newest = history.findLast(tells) ?? history.at(-1);
  if (!newest) throw new Error('a finding without any run');
  return newest;
}

function cellOf(run: number, history: readonly FindingCell[]): RunCell {
  const finding = history.find((candidate) => candidate.runId === run);
  if (!finding || !tells(finding)) return { run, state: 'not-seen' };
  if (finding.verdict === 'unsure') return { run, state: 'unsure' };
  return { run, state: finding.wrote > 0 ? 'wrote' : 'no-write' };
}

function nameOf(endpoints: ReadonlyMap<number, StoredEndpoint>, id: number): FindingRow['endpoint'] {
  const found = endpoints.get(id);
  if (!found) throw new Error(`endpoint ${id} is not in this workspace`);
  return { id, method: found.method, origin: found.origin, route: found.route };
}

function endpointRows(
  db: Db,
  classes: ClassLookup,
  findings: readonly BareRow[],
  runIds: readonly number[],
): Listed['endpoints'] {
  const lastRun = newestRuns(db, runIds);
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
      ...lastRun(endpointId),
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
