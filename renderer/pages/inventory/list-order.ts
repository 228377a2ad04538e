import { STATUSES, VERDICTS } from '../../../shared/words.ts';
import { hasStatus, type ListedRow } from './listed-row.ts';

export const SORTS = ['proof', 'route', 'rows', 'status', 'owner', 'calls'] as const;
export type SortName = (typeof SORTS)[number];

export interface Order {
  readonly by: SortName;
  /** The other way round. */
  readonly reversed: boolean;
}

type Compare = (a: ListedRow, b: ListedRow) => number;

const rowsOf = ({ tables }: ListedRow): number =>
  tables.reduce((sum, table) => sum + table.inserts + table.updates + table.deletes, 0);

const statusRank = ({ finding }: ListedRow) =>
  finding && hasStatus(finding) ? STATUSES.indexOf(finding.tracking.status) : STATUSES.length;

/** What came back and waits for somebody: regressed, or an exception that no longer stands. */
const flagRank = ({ finding }: ListedRow): number => (finding?.tracking.flag === undefined ? 1 : 0);

/** What came back first, then the worst verdict, then the strongest, then the one that wrote most often. */
const byProof: Compare = (a, b) =>
  flagRank(a) - flagRank(b) ||
  VERDICTS.indexOf(a.verdict) - VERDICTS.indexOf(b.verdict) ||
  (b.finding?.probability ?? 0) - (a.finding?.probability ?? 0) ||
  b.wrote - a.wrote ||
  b.calls - a.calls;

/** Made once: `localeCompare` makes one for each pair. */
const { compare } = new Intl.Collator('en');

const byRoute: Compare = (a, b) =>
  compare(a.endpoint.route, b.endpoint.route) || compare(a.endpoint.method, b.endpoint.method);

/** People in alphabetical order, no one last. */
const byOwner: Compare = (a, b) => {
  const [one, other] = [a.finding?.tracking.owner, b.finding?.tracking.owner];
  return one && other ? compare(one, other) : Number(!one) - Number(!other);
};

const COMPARE: Readonly<Record<SortName, Compare>> = {
  proof: byProof,
  route: byRoute,
  rows: (a, b) => rowsOf(b) - rowsOf(a),
  status: (a, b) => statusRank(a) - statusRank(b),
  owner: byOwner,
  calls: (a, b) => b.calls - a.calls,
};

/** How two rows stand in an order; rows that are equal in it stand by proof, then by route. */
export const compareBy =
  (by: SortName): Compare =>
  (a, b) =>
    COMPARE[by](a, b) || byProof(a, b) || byRoute(a, b);

/** `-rows` is rows, reversed; anything else is by proof. */
export function parseOrder(text: string | null | undefined): Order {
  const reversed = text?.startsWith('-') ?? false;
  const name = reversed ? text?.slice(1) : text;
  const by = SORTS.find((sort) => sort === name);
  return by ? { by, reversed } : { by: 'proof', reversed: false };
}

/** As it stands in the address; the default order does not. */
export function writeOrder({ by, reversed }: Order): string | undefined {
  return by === 'proof' && !reversed ? undefined : `${reversed ? '-' : ''}${by}`;
}
