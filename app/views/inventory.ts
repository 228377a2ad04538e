import type { ChangeOp } from '../../shared/records.ts';
import type { EndpointRow, FindingRow, Inventory, RunCell, TableWrites } from '../../shared/views.ts';
import type { TableClass, Verdict } from '../../shared/words.ts';
import { VERDICTS } from '../../shared/words.ts';
import { severityOf } from '../audit/judge.ts';
import type { ClassLookup } from '../audit/table-classes.ts';
import type { Pieces } from '../pieces.ts';
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
  endpointRanges,
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

/** Rows made in one piece of work. */
const PIECE = 250;

/** Reads what lists rest on, piece by piece. */
export function* listing(db: Db, classes: ClassLookup): Pieces<Listed> {
  const runs = readRuns(db).reverse();
  const runIds = runs.map((run) => run.id);
  const byKey = new Map<string, FindingCell[]>();
  for (const cells of readFindingCells(db)) {
    for (const cell of cells) addCell(byKey, cell);
    yield;
  }
  const headOf = createHeadReader(db);
  const endpoints = readEndpoints(db);
  const clientsOf = yield* clientNames(db);
  const findings: BareRow[] = [];
  for (const history of byKey.values()) {
    findings.push(bareRow(runIds, history, headOf, endpoints, clientsOf));
    if (findings.length % PIECE === 0) yield;
  }
  return {
    findings,
    historyOf: createHistories(byKey, headOf),
    endpoints: yield* endpointRows(db, classes, findings, endpoints, runIds),
    runs: runs.map(inventoryRun),
  };
}

function addCell(byKey: Map<string, FindingCell[]>, cell: FindingCell): void {
  const own = byKey.get(cell.key);
  if (own) own.push(cell);
  else byKey.set(cell.key, [cell]);
}

type ClientNames = ReadonlyMap<number, readonly string[]>;

function* clientNames(db: Db): Pieces<ClientNames> {
  const names = new Map<number, string[]>();
  for (const range of endpointRanges(db)) {
    addClients(names, readClients(db, range));
    yield;
  }
  return names;
}

function addClients(names: Map<number, string[]>, clients: readonly ClientCount[]): Map<number, string[]> {
  for (const { endpointId, client } of clients) {
    const own = names.get(endpointId);
    if (own) own.push(client);
    else names.set(endpointId, [client]);
  }
  return names;
}

/** Reads what runs said of a finding when it is asked for, once. */
function createHistories(
  byKey: ReadonlyMap<string, readonly FindingCell[]>,
  headOf: (cell: FindingCell) => JudgementHead,
) {
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
  const clientsOf = addClients(new Map(), clients);
  const histories = Map.groupBy(cells, (cell) => cell.key);
  return [...histories.values()].map((history) => bareRow(runIds, history, headOf, endpoints, clientsOf));
}

function bareRow(
  runIds: readonly number[],
  history: readonly FindingCell[],
  headOf: Histories['headOf'],
  endpoints: Histories['endpoints'],
  clientsOf: ClientNames,
): BareRow {
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
    clients: clientsOf.get(told.endpointId) ?? [],
    ...runsOf(history.filter(tells)),
  };
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

function* endpointRows(
  db: Db,
  classes: ClassLookup,
  findings: readonly BareRow[],
  endpoints: ReadonlyMap<number, StoredEndpoint>,
  runIds: readonly number[],
): Pieces<Listed['endpoints']> {
  const writes = Map.groupBy(readWriteCounts(db), (row) => row.endpointId);
  yield;
  const found = Map.groupBy(findings, (finding) => finding.endpoint.id);
  const rows: Omit<EndpointRow, 'status'>[] = [];
  for (const range of endpointRanges(db)) {
    yield;
    const lastRun = newestRuns(db, runIds, range);
    for (const { endpointId, calls, reached, writingCalls } of readEndpointCounts(db, runIds, range)) {
      const own = (found.get(endpointId) ?? []).toSorted((a, b) => rank(a.verdict) - rank(b.verdict));
      rows.push({
        endpoint: nameOf(endpoints, endpointId),
        ...{ calls, reached, writingCalls },
        verdict: own[0]?.verdict ?? 'not-judged',
        findings: own.map((finding) => finding.key),
        tables: tableWrites(writes.get(endpointId) ?? [], classes.table),
        ...lastRun(endpointId),
      });
    }
  }
  return rows;
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
