import type { EndpointName, EndpointRow, FindingRow, Inventory, TableWrites } from '../../../shared/views.ts';
import type { MigrationStatus, Verdict } from '../../../shared/words.ts';
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
}

function ofFinding(finding: FindingRow): ListedRow {
  const { key, endpoint, verdict, proof, tables } = finding;
  return { id: key, endpoint, finding, verdict, calls: proof.calls, wrote: proof.wrote, tables };
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
  };
}

/** Someone works on it: it stays in sight when a run finds nothing any more. */
const IN_WORK: ReadonlySet<MigrationStatus> = new Set(['triaged', 'planned', 'in-progress', 'shipped', 'regressed']);

const isClosed = ({ tracking }: FindingRow) => tracking.status === 'verified' || tracking.status === 'exception';

export const isOpen = (finding: FindingRow): boolean =>
  !isClosed(finding) &&
  (finding.verdict === 'broken' || finding.verdict === 'unsure' || IN_WORK.has(finding.tracking.status));

/** Whether its status says anything: an endpoint that holds and that nobody touched has none. */
export const hasStatus = ({ verdict, tracking }: FindingRow): boolean =>
  tracking.status !== 'detected' || verdict === 'broken' || verdict === 'unsure';

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
  const rows = findings.map(ofFinding);
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
