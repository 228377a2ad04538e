import { compileFilter } from '../../../shared/filter-match.ts';
import { NOTE_FILTER } from '../../../shared/note-filter.ts';
import { isDecided, isTold } from '../../../shared/status-machine.ts';
import type { FindingRow } from '../../../shared/views.ts';
import type { MigrationStatus } from '../../../shared/words.ts';
import type { NOTE_ORDERS } from '../../addresses.ts';

/** Furthest on first: what clients meet soonest. */
const ORDER: readonly MigrationStatus[] = [
  'regressed',
  'shipped',
  'verified',
  'in-progress',
  'planned',
  'triaged',
  'detected',
  'exception',
];

/** Telemetry on read needs nobody's work, so it comes last. */
const rank = ({ verdict, tracking }: FindingRow): number =>
  verdict === 'allowed' && !isDecided(tracking.status) ? ORDER.length : ORDER.indexOf(tracking.status);

const nameOf = ({ endpoint }: FindingRow): string => `${endpoint.route} ${endpoint.method} ${endpoint.origin}`;

/** The findings that the notes tell of, by status. */
export function toldFindings(findings: readonly FindingRow[]): FindingRow[] {
  return findings
    .filter(({ verdict, tracking }) => isTold(verdict, tracking.status))
    .sort((a, b) => rank(a) - rank(b) || nameOf(a).localeCompare(nameOf(b)));
}

export type NoteOrder = (typeof NOTE_ORDERS)[number];

/** What has nobody or no one comes last. */
const LAST = '\uffff';

const GROUPS: Readonly<Record<NoteOrder, (finding: FindingRow) => string>> = {
  status: () => '',
  owner: ({ tracking }) => tracking.owner ?? LAST,
  client: ({ clients }) => clients[0] ?? LAST,
};

/** Told findings together by owner or by their first client; within these as they were. */
export const inOrder = (findings: readonly FindingRow[], by: NoteOrder): FindingRow[] =>
  findings.toSorted((a, b) => GROUPS[by](a).localeCompare(GROUPS[by](b)));

export function filterNotes(findings: readonly FindingRow[], text: string): FindingRow[] {
  return findings.filter(compileFilter(NOTE_FILTER, text).matches);
}
