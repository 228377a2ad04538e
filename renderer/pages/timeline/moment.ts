/** So much time around a moment is shown at least, in microseconds. */
const LEAST_US = 200_000;
/** A request takes about this share of what is shown around it. */
const SHARE = 0.3;

/** What the address of the timeline says to show a mark in the middle, open. */
export interface Moment {
  readonly t: number;
  readonly w: number;
  readonly at: string;
}

/** @param mark `request-12` or `commit-133`: the kind and the id of the exchange or the transaction. */
export function momentOf(mark: string, fromUs: number, toUs: number): Moment {
  const width = Math.max(LEAST_US, Math.round((toUs - fromUs) / SHARE));
  return { t: Math.round((fromUs + toUs) / 2), w: width, at: mark };
}
