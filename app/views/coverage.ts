import type { BucketCounts, Coverage, Side, TimeBuckets } from '../../shared/run-views.ts';

type Span = readonly [fromUs: number, toUs: number];

const MS = 1_000;
const S = 1_000 * MS;
const MIN = 60 * S;
const H = 60 * MIN;
const DAY = 24 * H;

/** Steps that people read easily. */
const WIDTHS = [
  ...[10, 20, 50, 100, 200, 500].map((ms) => ms * MS),
  ...[1, 2, 5, 10, 15, 30].map((s) => s * S),
  ...[1, 2, 5, 10, 15, 30].map((min) => min * MIN),
  ...[1, 2, 3, 6, 12, 24].map((h) => h * H),
];
/** Bars at most: more could not be told apart on a narrow page. */
const MOST_BUCKETS = 90;
/** Time zones differ by whole quarters of an hour. */
const ZONE_STEP = 15 * MIN;
/** Part of the shorter side that must come to lie over the other for a zone to explain the gap. */
const EXPLAINED = 0.5;

/** How the two sides lie in time; `buckets` are counted by the caller. */
export function coverageOf(requests: Side, commits: Side, buckets: TimeBuckets | null): Coverage {
  const shared = { requests, commits, buckets };
  if (!requests.span || !commits.span) {
    return { ...shared, state: 'unknown', overlap: null, gapUs: null, zoneUs: null };
  }
  const overlap = overlapOf(requests.span, commits.span);
  if (overlap) return { ...shared, state: 'both', overlap, gapUs: null, zoneUs: null };
  const gapUs = Math.max(requests.span[0] - commits.span[1], commits.span[0] - requests.span[1]);
  return { ...shared, state: 'apart', overlap: null, gapUs, zoneUs: zoneBetween(requests.span, commits.span) };
}

function overlapOf(one: Span, other: Span): Span | null {
  const from = Math.max(one[0], other[0]);
  const to = Math.min(one[1], other[1]);
  return from <= to ? [from, to] : null;
}

/** The size of a time zone's shift of `later` that makes the sides overlap; null where none does. */
function zoneBetween(one: Span, other: Span): number | null {
  const by = Math.round((other[0] - one[0]) / ZONE_STEP) * ZONE_STEP;
  if (by === 0 || Math.abs(by) > DAY) return null;
  const shared = overlapOf(one, [other[0] - by, other[1] - by]);
  const shorter = Math.min(one[1] - one[0], other[1] - other[0]);
  return shared && shared[1] - shared[0] >= EXPLAINED * shorter ? Math.abs(by) : null;
}

/** The axis that holds both sides; null where nothing has a time. */
export function axisOf(...sides: readonly Side[]): { fromUs: number; widthUs: number; count: number } | null {
  const spans = sides.flatMap((side) => (side.span ? [side.span] : []));
  if (spans.length === 0) return null;
  const first = Math.min(...spans.map(([from]) => from));
  const last = Math.max(...spans.map(([, to]) => to));
  const widthUs = widthFor(last - first);
  // Steps begin at whole multiples of their width, so that the axis has round times.
  const fromUs = Math.floor(first / widthUs) * widthUs;
  return { fromUs, widthUs, count: Math.floor((last - fromUs) / widthUs) + 1 };
}

function widthFor(spanUs: number): number {
  const least = spanUs / MOST_BUCKETS;
  return WIDTHS.find((width) => width >= least) ?? Math.ceil(least / DAY) * DAY;
}

type Counted = Partial<BucketCounts> & { readonly bucket: number };

/** One row a step, also for steps in which nothing happened. */
export function fillBuckets(count: number, ...counted: readonly (readonly Counted[])[]): BucketCounts[] {
  const rows = Array.from({ length: count }, () => ({ requests: 0, linked: 0, background: 0, undecided: 0 }));
  for (const { bucket, ...counts } of counted.flat()) Object.assign(rows[bucket] ?? {}, counts);
  return rows;
}
