import { saidStatus } from '../../shared/status-machine.ts';
import type { EndpointRow, FindingRow, TableWrites } from '../../shared/views.ts';
import { toCsv } from './csv.ts';

type Column<Row> = readonly [name: string, value: (row: Row) => string | number];

const listed = (values: readonly string[]): string => values.join('; ');
const tablesIn = (tables: readonly TableWrites[]): string => listed(tables.map((each) => each.table));

/** `run 3 wrote`. */
const history = ({ runs }: FindingRow): string => listed(runs.map(({ run, state }) => `run ${run} ${state}`));

/** Only reads that wrote are weighed against chance: a 0 elsewhere would be a claim that nobody worked out. */
export const byChance = ({ rule, proof }: Pick<FindingRow, 'rule' | 'proof'>): number | null =>
  rule === 'safe-method-writes' && proof.wrote > 0 ? proof.expected : null;

/** One for each field that a person filters or sorts by; names stay as they are, later versions only add. */
const FINDING: readonly Column<FindingRow>[] = [
  ['rule', ({ rule }) => rule],
  ['verdict', ({ verdict }) => verdict],
  ['severity', ({ severity }) => severity],
  ['method', ({ endpoint }) => endpoint.method],
  ['origin', ({ endpoint }) => endpoint.origin],
  ['route', ({ endpoint }) => endpoint.route],
  ['summary', ({ summary }) => summary],
  ['calls', ({ proof }) => proof.calls],
  ['wrote', ({ proof }) => proof.wrote],
  ['expected_by_chance', (row) => byChance(row) ?? ''],
  ['probability', ({ probability }) => probability],
  ['tables', ({ tables }) => tablesIn(tables)],
  ['clients', ({ clients }) => listed(clients)],
  ['runs', history],
  ['status', ({ verdict, tracking }) => saidStatus(verdict, tracking.status) ?? ''],
  ['owner', ({ tracking }) => tracking.owner ?? ''],
  ['ticket', ({ tracking }) => tracking.ticket ?? ''],
  ['live_from', ({ tracking }) => tracking.shippedOn ?? ''],
  ['exception', ({ tracking }) => tracking.exception?.words ?? ''],
  ['exception_until', ({ tracking }) => tracking.exception?.until ?? ''],
  ['key', ({ key }) => key],
];

const ENDPOINT: readonly Column<EndpointRow>[] = [
  ['method', ({ endpoint }) => endpoint.method],
  ['origin', ({ endpoint }) => endpoint.origin],
  ['route', ({ endpoint }) => endpoint.route],
  ['verdict', ({ verdict }) => verdict],
  ['calls', ({ calls }) => calls],
  ['reached', ({ reached }) => reached],
  ['writing_calls', ({ writingCalls }) => writingCalls],
  ['tables', ({ tables }) => tablesIn(tables)],
  ['status', ({ verdict, status }) => (status && saidStatus(verdict, status)) ?? ''],
  ['findings', ({ findings }) => listed(findings)],
];

function csvOf<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): string {
  return toCsv(
    columns.map(([name]) => name),
    rows.map((row) => columns.map(([, value]) => value(row))),
  );
}

export const findingsCsv = (rows: readonly FindingRow[]): string => csvOf(FINDING, rows);
export const endpointsCsv = (rows: readonly EndpointRow[]): string => csvOf(ENDPOINT, rows);
