import { asksForWork, saidStatus } from '../../../shared/status-machine.ts';
import type { EndpointName, EndpointRow, FindingRow, Inventory, TableWrites } from '../../../shared/views.ts';
import type { Verdict } from '../../../shared/words.ts';
import type { INVENTORY_TABS } from '../../addresses.ts';

export type Tab = (typeof INVENTORY_TABS)[number];

/** One line of the list: a finding, or on the tab of all endpoints an endpoint with its worst finding. */
export interface ListedRow {
  /** The finding's key; `endpoint <id>` where there is no finding. */
  readonly id: string;
  readonly endpoint: EndpointName;
  readonly finding: FindingRow | null;
  readonly verdict: Verdict;
  /** Calls that got to the server. */
  readonly calls: number;
  /** Calls that count for the verdict; without a finding, calls linked to any row change. */
  readonly wrote: number;
  readonly tables: readonly TableWrites[];
  /** The newest run in which a call of the endpoint got to the server. */
  readonly lastRun: number | null;
}

const made = new WeakMap<FindingRow, ListedRow>();

/** The same row as before while its finding is the same: what was computed of it stays. */
function ofFinding(finding: FindingRow, lastRun: number | null): ListedRow {
  const known = made.get(finding);
  if (known?.lastRun === lastRun) return known;
  const { key, endpoint, verdict, proof, tables } = finding;
  const row = { id: key, endpoint, finding, verdict, calls: proof.calls, wrote: proof.wrote, tables, lastRun };
  made.set(finding, row);
  return row;
}

function ofEndpoint(row: EndpointRow, byKey: ReadonlyMap<string, ListedRow>): ListedRow {
  const worst = byKey.get(row.findings[0] ?? '');
  if (worst) return worst;
  const { endpoint, verdict, reached, writingCalls, tables } = row;
  return {
    id: `endpoint ${endpoint.id}`,
    endpoint,
    finding: null,
    verdict,
    calls: reached,
    wrote: writingCalls,
    tables,
    lastRun: row.lastRun ?? null,
  };
}

export const isOpen = ({ verdict, tracking }: FindingRow): boolean => asksForWork(verdict, tracking.status);

/** Whether its status says anything: an endpoint that holds and that nobody touched has none. */
export const hasStatus = ({ verdict, tracking }: FindingRow): boolean => saidStatus(verdict, tracking.status) !== null;

const ON_TAB: Readonly<Record<Exclude<Tab, 'all'>, (finding: FindingRow) => boolean>> = {
  open: isOpen,
  unsure: (finding) => isOpen(finding) && finding.verdict === 'unsure',
  // Telemetry and sessions that the rule allows are exceptions too: listed, not hidden.
  exceptions: ({ verdict, tracking }) => verdict === 'allowed' || tracking.status === 'exception',
  verified: ({ tracking }) => tracking.status === 'verified',
};

/** The rows of every tab, unsorted. */
export function listedRows({ findings, endpoints }: Inventory): Readonly<Record<Tab, readonly ListedRow[]>> {
  // One row a finding on all tabs, so that what is computed of it is computed once.
  const lastRuns = new Map(endpoints.map(({ endpoint, lastRun }) => [endpoint.id, lastRun ?? null]));
  const rows = findings.map((finding) => ofFinding(finding, lastRuns.get(finding.endpoint.id) ?? null));
  const byKey = new Map(rows.map((row) => [row.id, row]));
  const on = (tab: Exclude<Tab, 'all'>) => rows.filter(({ finding }) => finding && ON_TAB[tab](finding));
  return {
    open: on('open'),
    unsure: on('unsure'),
    exceptions: on('exceptions'),
    verified: on('verified'),
    all: endpoints.map((row) => ofEndpoint(row, byKey)),
  };
}
