import type { TimeBuckets } from '../../../shared/run-views.ts';

const S = 1_000_000;
const MIN = 60 * S;
const H = 60 * MIN;

/** Distances between ticks that people read easily, in microseconds. */
const DISTANCES = [
  ...[0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 20, 30].map((s) => s * S),
  ...[1, 2, 5, 10, 15, 20, 30].map((min) => min * MIN),
  ...[1, 2, 3, 6, 12, 24, 48, 168].map((h) => h * H),
];
const MOST_TICKS = 13;

/** Steps that begin at a round local time, as many as fit beside each other. */
export function ticksOf({ fromUs, widthUs, rows }: TimeBuckets): number[] {
  const least = (rows.length * widthUs) / MOST_TICKS;
  const distance = DISTANCES.find((us) => us >= least && us % widthUs === 0) ?? Math.ceil(least / widthUs) * widthUs;
  const localUs = fromUs - new Date(fromUs / 1000).getTimezoneOffset() * MIN;
  const steps = rows.map((_, step) => step).filter((step) => (localUs + step * widthUs) % distance === 0);
  return steps.length > 0 ? steps : [0];
}
