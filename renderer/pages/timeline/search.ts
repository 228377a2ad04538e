/** The first place whose value is at least `least`; the length where there is none. Values rise. */
export function firstAtLeast(values: ArrayLike<number>, least: number, from = 0): number {
  return within(values, least, from, values.length);
}

/** The same, faster where the place is not far behind `from`. */
export function nextAtLeast(values: ArrayLike<number>, least: number, from: number): number {
  let [low, step] = [from, 1];
  while (low + step < values.length && (values[low + step] ?? 0) < least) {
    low += step;
    step *= 2;
  }
  return within(values, least, low, Math.min(values.length, low + step + 1));
}

function within(values: ArrayLike<number>, least: number, from: number, to: number): number {
  let [low, high] = [from, to];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((values[middle] ?? 0) < least) low = middle + 1;
    else high = middle;
  }
  return low;
}
