import { ANSWERS } from '../../../shared/timeline-views.ts';
import type { Marks } from './marks.ts';
import type { TimeWindow } from './time-window.ts';

/** How many marks begin in each of the equal steps of a whole run. */
export interface Density {
  readonly requests: Int32Array;
  /** By the places of `ANSWERS`. */
  readonly commits: readonly Int32Array[];
  readonly most: { readonly requests: number; readonly commits: number };
}

export function densityOf({ requests, commits }: Marks, { fromUs, toUs }: TimeWindow, steps: number): Density {
  const stepUs = (toUs - fromUs) / steps;
  const stepOf = (us: number) => Math.min(steps - 1, Math.floor((us - fromUs) / stepUs));
  const counts = { requests: new Int32Array(steps), commits: ANSWERS.map(() => new Int32Array(steps)) };
  for (const us of requests.start) add(counts.requests, stepOf(us));
  commits.at.forEach((us, place) => {
    const answered = counts.commits[commits.answer[place] ?? 0];
    if (answered) add(answered, stepOf(us));
  });
  const all = counts.requests.map((_, step) => counts.commits.reduce((sum, own) => sum + (own[step] ?? 0), 0));
  return { ...counts, most: { requests: highest(counts.requests), commits: highest(all) } };
}

function add(counts: Int32Array, step: number): void {
  counts[step] = (counts[step] ?? 0) + 1;
}

const highest = (counts: Int32Array): number => counts.reduce((most, one) => Math.max(most, one), 0);

const SECOND_US = 1_000_000;

/** How many of these moments fall into one second at most. They rise. */
export function mostInASecond(times: Float64Array): number {
  let [most, first] = [0, 0];
  times.forEach((us, last) => {
    while (us - (times[first] ?? us) >= SECOND_US) first++;
    most = Math.max(most, last - first + 1);
  });
  return most;
}
