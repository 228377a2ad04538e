/** No estimate of the time left before this long or this share: it would only jump. */
const FIRST_ESTIMATE_MS = 2_000;
const FIRST_ESTIMATE_SHARE = 0.05;

/** Null where it cannot be said yet. */
export function secondsLeft(share: number, elapsedMs: number): number | null {
  if (elapsedMs < FIRST_ESTIMATE_MS || !(share >= FIRST_ESTIMATE_SHARE)) return null;
  return Math.ceil((elapsedMs * (1 - share)) / share / 1000);
}
