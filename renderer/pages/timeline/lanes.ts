import { ANSWERS } from '../../../shared/timeline-views.ts';
import type { Marks } from './marks.ts';

/** Where each mark stands from top to bottom: clients above each other, each with as many rows as it had requests open. */
export interface Lanes {
  readonly groups: readonly LaneGroup[];
  /** The rows of all groups, from above. */
  readonly rows: readonly Row[];
  /** Below them, always in view: no request caused these, or none could be told. */
  readonly background: Row;
  readonly undecided: Row;
  /** The row of each request. */
  readonly rowOf: Int32Array;
}

export interface LaneGroup {
  /** Null: the captures do not name the client. */
  readonly client: string | null;
  /** `no-request-time`: commits of requests that cannot be drawn. */
  readonly kind: 'client' | 'no-request-time';
  readonly requests: number;
  /** Its first row, and how many. */
  readonly from: number;
  readonly count: number;
}

/** One line of marks. Places in time order; `reach` is the latest end up to each place, for finding what is in view. */
export interface Row {
  readonly requests: Int32Array;
  readonly requestStart: Float64Array;
  readonly requestReach: Float64Array;
  /** Microseconds that the requests before each place took together. */
  readonly busy: Float64Array;
  readonly commits: Int32Array;
  readonly commitAt: Float64Array;
  readonly commitReach: Float64Array;
}

/** Rows of one client at most; what does not fit lies over other requests. */
const MOST_ROWS = 60;
/** A commit after the response keeps its row free for so long at most. */
const MOST_LATE_US = 1_000_000;

export function lanesOf(marks: Marks): Lanes {
  const { groups, rowOf, rows } = packClients(marks);
  const { answer, request } = marks.commits;
  const orphans: number[] = [];
  const [background, undecided] = [[] as number[], [] as number[]];
  const commitsOf = rows.map(() => [] as number[]);
  for (let place = 0; place < marks.commits.count; place++) {
    const row = rowOf[request[place] ?? -1];
    const said = ANSWERS[answer[place] ?? 0];
    if (said === 'background') background.push(place);
    else if (said === 'undecided') undecided.push(place);
    else if (row === undefined) orphans.push(place);
    else commitsOf[row]?.push(place);
  }
  const filled = rows.map((requests, i) => makeRow(marks, requests, commitsOf[i] ?? []));
  const without = orphans.length > 0 ? [makeRow(marks, [], orphans)] : [];
  const extra = without.map(
    () => ({ client: null, kind: 'no-request-time', requests: 0, from: filled.length, count: 1 }) as const,
  );
  return {
    groups: [...groups, ...extra],
    rows: [...filled, ...without],
    background: makeRow(marks, [], background),
    undecided: makeRow(marks, [], undecided),
    rowOf,
  };
}

/** Clients by their number of requests, most first; each request in the first row of its client that is free. */
function packClients(marks: Marks) {
  const ends = extents(marks);
  const byClient = marks.clients.map(() => [] as number[]);
  for (let place = 0; place < marks.requests.count; place++) byClient[marks.requests.client[place] ?? 0]?.push(place);
  const rowOf = new Int32Array(marks.requests.count);
  const rows: number[][] = [];
  const groups: LaneGroup[] = [];
  const ordered = marks.clients
    .map((client, i) => ({ client, own: byClient[i] ?? [] }))
    .filter(({ own }) => own.length > 0);
  for (const { client, own } of ordered.toSorted((a, b) => b.own.length - a.own.length)) {
    const packed = pack(own, marks.requests.start, ends);
    groups.push({ client, kind: 'client', requests: own.length, from: rows.length, count: packed.length });
    for (const row of packed) {
      for (const place of row) rowOf[place] = rows.length;
      rows.push(row);
    }
  }
  return { groups, rows, rowOf };
}

/** Until when each request needs its row: its end, or its last commit where that is not much later. */
function extents({ requests, commits }: Marks): Float64Array {
  const ends = requests.end.slice();
  for (let i = 0; i < commits.count; i++) {
    const place = commits.request[i] ?? -1;
    const end = requests.end[place];
    if (end === undefined) continue;
    const late = Math.min(commits.at[i] ?? 0, end + MOST_LATE_US);
    ends[place] = Math.max(ends[place] ?? 0, late);
  }
  return ends;
}

function pack(places: readonly number[], start: Float64Array, ends: Float64Array): number[][] {
  const rows: number[][] = [];
  const free: number[] = [];
  for (const place of places) {
    const row = rowFor(free, start[place] ?? 0);
    free[row] = Math.max(free[row] ?? 0, ends[place] ?? 0);
    const known = rows[row];
    if (known) known.push(place);
    else rows[row] = [place];
  }
  return rows;
}

function rowFor(free: readonly number[], startUs: number): number {
  const found = free.findIndex((until) => until <= startUs);
  if (found >= 0) return found;
  return free.length < MOST_ROWS ? free.length : free.indexOf(Math.min(...free));
}

function makeRow({ requests, commits }: Marks, places: readonly number[], own: readonly number[]): Row {
  const busy = new Float64Array(places.length + 1);
  places.forEach((place, i) => {
    busy[i + 1] = (busy[i] ?? 0) + (requests.end[place] ?? 0) - (requests.start[place] ?? 0);
  });
  return {
    requests: Int32Array.from(places),
    requestStart: Float64Array.from(places, (place) => requests.start[place] ?? 0),
    requestReach: reachOf(places.length, (i) => requests.end[places[i] ?? 0] ?? 0),
    busy,
    commits: Int32Array.from(own),
    commitAt: Float64Array.from(own, (place) => commits.at[place] ?? 0),
    commitReach: reachOf(own.length, (i) => (commits.at[own[i] ?? 0] ?? 0) + (commits.resolution[own[i] ?? 0] ?? 0)),
  };
}

function reachOf(count: number, endAt: (i: number) => number): Float64Array {
  const reach = new Float64Array(count);
  let last = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < count; i++) {
    last = Math.max(last, endAt(i));
    reach[i] = last;
  }
  return reach;
}
