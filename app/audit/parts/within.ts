import type { Micros } from '../../../shared/records.ts';

/** Of items in time order, those from `fromUs` up to and with `toUs`; those without a time stand at the end and are left out. */
export function within<Item>(
  items: readonly Item[],
  timeOf: (item: Item) => Micros | null,
  fromUs: Micros,
  toUs: Micros,
): Item[] {
  const at = (index: number): Micros => timeOf(items[index] as Item) ?? Number.POSITIVE_INFINITY;
  const first = lowest(items.length, (index) => at(index) >= fromUs);
  const end = lowest(items.length, (index) => at(index) > toUs);
  return items.slice(first, end);
}

/** Of items in time order, the last that starts before `beforeUs` and passes the test, at most `withinUs` earlier. */
export function lastBefore<Item>(
  items: readonly Item[],
  timeOf: (item: Item) => Micros | null,
  beforeUs: Micros,
  withinUs: Micros,
  passes: (item: Item) => boolean,
): Item | null {
  const at = (index: number): Micros => timeOf(items[index] as Item) ?? Number.POSITIVE_INFINITY;
  for (let index = lowest(items.length, (each) => at(each) >= beforeUs) - 1; index >= 0; index--) {
    if (at(index) < beforeUs - withinUs) return null;
    if (passes(items[index] as Item)) return items[index] as Item;
  }
  return null;
}

/** The lowest index from which on `holds` is true. */
export function lowest(length: number, holds: (index: number) => boolean): number {
  let [low, high] = [0, length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
