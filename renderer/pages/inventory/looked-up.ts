import type { ChangeKind } from '../../../shared/compare-views.ts';
import type { FilterField } from '../../../shared/filter-match.ts';
import type { InventoryRun } from '../../../shared/views.ts';
import { dayOf, daysBetween, isDay } from '../../decide/days.ts';
import type { ListedRow } from './listed-row.ts';

/** What rows do not hold themselves and the filter reads when it is asked for. */
export interface LookedUp {
  /** Oldest traffic first. */
  readonly runs: readonly InventoryRun[];
  /** Of each endpoint who called it; empty until a filter names `user:`. */
  readonly users: ReadonlyMap<number, readonly string[]>;
  /** Of each text in `body:` the endpoints that were found so far. */
  readonly bodies: ReadonlyMap<string, ReadonlySet<number>>;
  /** What became of findings, by key; empty while no runs are compared. */
  readonly changes: ReadonlyMap<string, ChangeKind>;
}

export const NOTHING_LOOKED_UP: LookedUp = { runs: [], users: new Map(), bodies: new Map(), changes: new Map() };

/** A shorter text stands in nearly every body. */
const SHORTEST_BODY = 2;

/** The terms that look further than the rows: `user:`, `body:`, `since:`, `change:`. */
export function lookedUpFields({ runs, users, bodies, changes }: LookedUp, today: string): FilterField<ListedRow>[] {
  return [
    {
      name: 'user',
      about: 'who called it, by the mark of the credentials; none',
      part: true,
      words: ({ endpoint }) => users.get(endpoint.id) ?? [],
    },
    {
      name: 'since',
      about: 'a call got to the server in that run, on that day, or later',
      has: (row, value) => isSeenSince(row, value, runs, today),
      refuse: (value) => whyNotSince(value, runs),
      offers: [...runs.map(({ id }) => String(id)).reverse(), '30d'],
    },
    {
      name: 'change',
      about: 'what became of it between the two runs that are compared',
      words: ({ finding }) => (changes.size > 0 ? [changes.get(finding?.key ?? '') ?? 'none'] : []),
      refuse: () => (changes.size > 0 ? null : 'change: needs two runs with a difference to compare: press d.'),
    },
    {
      name: 'body',
      about: 'text in kept bodies; searched on disk',
      has: ({ endpoint }, value) => bodies.get(value)?.has(endpoint.id) ?? false,
      refuse: (value) =>
        value.length < SHORTEST_BODY ? `body: takes ${SHORTEST_BODY} characters or more, as body:streak.` : null,
    },
  ];
}

const RUN = /^\d+$/;
const DAYS = /^(\d+)d$/;

function whyNotSince(value: string, runs: readonly InventoryRun[]): string | null {
  if (isDay(value) || DAYS.test(value)) return null;
  if (!RUN.test(value))
    return 'since: takes a run, a day or a number of days, as since:7, since:2026-11-21, since:30d.';
  return runs.some(({ id }) => id === Number(value)) ? null : `No run ${value} in this workspace.`;
}

/** Runs count in the order of their traffic, days by its end, both included. */
function isSeenSince({ lastRun }: ListedRow, value: string, runs: readonly InventoryRun[], today: string): boolean {
  const at = runs.findIndex(({ id }) => id === lastRun);
  const last = runs[at];
  if (!last) return false;
  if (RUN.test(value)) return at >= runs.findIndex(({ id }) => id === Number(value));
  const seen = dayOf(new Date(last.seenMs));
  const days = DAYS.exec(value);
  return days ? daysBetween(seen, today) <= Number(days[1]) : seen >= value;
}
