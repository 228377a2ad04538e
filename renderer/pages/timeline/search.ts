/** The first place whose value is at least `least`; the length where there is none. Values rise. */
export function firstAtLeast(values: ArrayLike<number>, least: number, from = 0): number {
  let low = from;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((values[middle] ?? 0) < least) low = middle + 1;
    else high = middle;
  }
  return low;
}
