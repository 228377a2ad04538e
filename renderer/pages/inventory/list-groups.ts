import { CHANGE_KINDS, type ChangeKind } from '../../../shared/compare-views.ts';
import { RULE_LABELS, STATUS_LABELS } from '../../../shared/text.ts';
import type { INVENTORY_GROUPS } from '../../addresses.ts';
import { grouped } from '../../data/grouped.ts';
import { KIND_NAMES } from '../run/change-words.ts';
import { hasStatus, type ListedRow } from './listed-row.ts';
import { deeds, shortOrigin } from './row-words.ts';

export type GroupBy = (typeof INVENTORY_GROUPS)[number];

export const GROUP_LABELS: Readonly<Record<GroupBy, string>> = {
  rule: 'Rule',
  route: 'Beginning of the route',
  endpoint: 'Endpoint',
  table: 'Table',
  owner: 'Owner',
  status: 'Status',
  change: 'What became of it',
};

/** What became of findings between two compared runs, by key. */
export type Changes = ReadonlyMap<string, ChangeKind>;

export const NO_CHANGES: Changes = new Map();
const UNCHANGED = 'As before';
/** The group of rows without a table. */
export const NO_ROWS = 'No rows changed';

/** Rows that have something in common; it has its id from that. */
export interface ListGroup {
  readonly id: string;
  readonly label: string;
  readonly rows: readonly ListedRow[];
  readonly folded: boolean;
}

/** A line of the list: the head of a group, or a row with its place among the rows that are to be seen. */
export type Line = { readonly group: ListGroup } | { readonly row: ListedRow; readonly index: number };

export interface Layout {
  /** All rows in the order of the groups. */
  readonly rows: readonly ListedRow[];
  /** Those that no folded group hides. */
  readonly visible: readonly ListedRow[];
  readonly lines: readonly Line[];
  readonly groups: readonly ListGroup[];
  /** Where a visible row's line is. */
  readonly lineOf: (index: number) => number;
}

/** The first two parts of a route, which mostly name the part of the application: `/api/courses`. */
const beginning = (route: string): string => `/${route.split(/[/ ?]/).filter(Boolean).slice(0, 2).join('/')}`;

/** What the group of a row is called. */
function labelOf(by: GroupBy, { endpoint, finding, tables }: ListedRow, changes: Changes): string {
  switch (by) {
    case 'rule':
      return finding ? RULE_LABELS[finding.rule] : 'No rule applies';
    case 'route':
      return beginning(endpoint.route);
    case 'endpoint':
      return `${endpoint.method} ${endpoint.route}, ${shortOrigin(endpoint.origin)}`;
    case 'table':
      return deeds(tables)[0]?.table ?? NO_ROWS;
    case 'owner':
      return finding?.tracking.owner ?? 'No owner';
    case 'status':
      return finding && hasStatus(finding) ? STATUS_LABELS[finding.tracking.status] : 'No status';
    case 'change':
      return changeLabel(changes.get(finding?.key ?? ''));
  }
}

const changeLabel = (kind: ChangeKind | undefined): string => (kind ? KIND_NAMES[kind] : UNCHANGED);

/** Worst first, what is as before last. */
function byChange(rows: readonly ListedRow[], changes: Changes): ListedRow[] {
  const rank = ({ finding }: ListedRow) => {
    const kind = changes.get(finding?.key ?? '');
    return kind ? CHANGE_KINDS.indexOf(kind) : CHANGE_KINDS.length;
  };
  return rows.toSorted((a, b) => rank(a) - rank(b));
}

/** Rows in groups, each where its first row stands; without `by` one line a row. */
export function layOut(
  given: readonly ListedRow[],
  by: GroupBy | undefined,
  folded: ReadonlySet<string>,
  changes: Changes = NO_CHANGES,
): Layout {
  if (!by) return withoutGroups(given);
  const rows = by === 'change' ? byChange(given, changes) : given;
  const lines: Line[] = [];
  const visible: ListedRow[] = [];
  const places: number[] = [];
  const groups = [...grouped(rows, (row) => labelOf(by, row, changes))].map(([label, own]) => {
    const id = `${by} ${label}`;
    return { id, label, rows: own, folded: folded.has(id) };
  });
  for (const group of groups) {
    lines.push({ group });
    for (const row of group.folded ? [] : group.rows) {
      places.push(lines.length);
      lines.push({ row, index: visible.length });
      visible.push(row);
    }
  }
  return {
    rows: groups.flatMap((group) => group.rows),
    visible,
    lines,
    groups,
    lineOf: (index) => places[index] ?? -1,
  };
}

const withoutGroups = (rows: readonly ListedRow[]): Layout => ({
  rows,
  visible: rows,
  lines: rows.map((row, index) => ({ row, index })),
  groups: [],
  lineOf: (index) => index,
});
