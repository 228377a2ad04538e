import type { Deed } from '../../../shared/run-views.ts';
import type { Timeline } from '../../../shared/timeline-views.ts';
import type { EndpointName } from '../../../shared/views.ts';

/**
 * The marks of a run, for drawing and searching: typed columns in time order. Times are epoch microseconds. A mark is
 * named by its number: requests come first, commits after them.
 */
export interface Marks {
  readonly fromUs: number;
  readonly toUs: number;
  readonly clients: Timeline['clients'];
  readonly endpoints: readonly EndpointName[];
  readonly deeds: readonly (readonly Deed[])[];
  readonly requests: RequestMarks;
  readonly commits: CommitMarks;
  /** All marks in time order. */
  readonly order: Int32Array;
  /** When each mark of `order` begins. */
  readonly times: Float64Array;
}

export interface RequestMarks {
  readonly count: number;
  readonly id: Float64Array;
  readonly start: Float64Array;
  readonly end: Float64Array;
  readonly serverFrom: Float64Array;
  readonly serverTo: Float64Array;
  readonly client: Int32Array;
  readonly endpoint: Int32Array;
  readonly status: Int32Array;
  readonly reached: Uint8Array;
}

export interface CommitMarks {
  readonly count: number;
  readonly id: Float64Array;
  readonly at: Float64Array;
  readonly resolution: Float64Array;
  /** Place in `ANSWERS`. */
  readonly answer: Uint8Array;
  /** Place of the linked request; -1 where there is none to draw. */
  readonly request: Int32Array;
  readonly deed: Int32Array;
}

/** Null where nothing has a time. */
export function marksOf({ spanUs, clients, endpoints, deeds, ...columns }: Timeline): Marks | null {
  if (!spanUs) return null;
  const [fromUs, toUs] = spanUs;
  const requests = requestMarks(columns.requests, fromUs);
  const commits = commitMarks(columns.commits, fromUs);
  return { fromUs, toUs, clients, endpoints, deeds, requests, commits, ...inOrder(requests.start, commits.at) };
}

function requestMarks(columns: Timeline['requests'], fromUs: number): RequestMarks {
  const start = summed(columns.afterUs, fromUs);
  const fromStart = (lengths: readonly number[]) => start.map((us, i) => us + (lengths[i] ?? 0));
  return {
    count: start.length,
    id: Float64Array.from(columns.id),
    start,
    end: fromStart(columns.lengthUs),
    serverFrom: fromStart(columns.serverFromUs),
    serverTo: fromStart(columns.serverToUs),
    client: Int32Array.from(columns.client),
    endpoint: Int32Array.from(columns.endpoint),
    status: Int32Array.from(columns.status),
    reached: Uint8Array.from(columns.reached),
  };
}

function commitMarks(columns: Timeline['commits'], fromUs: number): CommitMarks {
  const at = summed(columns.afterUs, fromUs);
  return {
    count: at.length,
    id: Float64Array.from(columns.id),
    at,
    resolution: Float64Array.from(columns.resolutionUs),
    answer: Uint8Array.from(columns.answer),
    request: Int32Array.from(columns.request),
    deed: Int32Array.from(columns.deed),
  };
}

function summed(after: readonly number[], fromUs: number): Float64Array {
  const times = new Float64Array(after.length);
  let us = fromUs;
  for (const [i, by] of after.entries()) {
    us += by;
    times[i] = us;
  }
  return times;
}

/** Both kinds merged; a request goes before a commit of the same moment. */
export function inOrder(starts: Float64Array, commits: Float64Array): Pick<Marks, 'order' | 'times'> {
  const order = new Int32Array(starts.length + commits.length);
  const times = new Float64Array(order.length);
  let [request, commit] = [0, 0];
  for (let place = 0; place < order.length; place++) {
    const start = starts[request] ?? Number.POSITIVE_INFINITY;
    const at = commits[commit] ?? Number.POSITIVE_INFINITY;
    times[place] = Math.min(start, at);
    order[place] = start <= at ? request++ : starts.length + commit++;
  }
  return { order, times };
}

export type MarkKind = 'request' | 'commit';

/** A mark's kind and its place among its kind. */
export function kindOf({ requests }: Marks, mark: number): { readonly kind: MarkKind; readonly place: number } {
  return mark < requests.count ? { kind: 'request', place: mark } : { kind: 'commit', place: mark - requests.count };
}

/** When a mark begins and ends. A stamp lasts as long as it is coarse. */
export function spanOf(marks: Marks, mark: number): readonly [fromUs: number, toUs: number] {
  const { kind, place } = kindOf(marks, mark);
  if (kind === 'request') return [marks.requests.start[place] ?? 0, marks.requests.end[place] ?? 0];
  const at = marks.commits.at[place] ?? 0;
  return [at, at + (marks.commits.resolution[place] ?? 0)];
}

/** `commit-133`, `request-12`: a mark as the address names it, by the id of its transaction or exchange. */
export function nameOf(marks: Marks, mark: number): string {
  const { kind, place } = kindOf(marks, mark);
  return `${kind}-${(kind === 'request' ? marks.requests : marks.commits).id[place]}`;
}

/** The mark of a name; null where this run draws none of that name. */
export function markNamed(marks: Marks, name: string | undefined): number | null {
  const [, kind, id] = /^(request|commit)-(\d+)$/.exec(name ?? '') ?? [];
  if (!kind) return null;
  const { requests, commits } = marks;
  const place = (kind === 'request' ? requests : commits).id.indexOf(Number(id));
  if (place < 0) return null;
  return kind === 'request' ? place : requests.count + place;
}
