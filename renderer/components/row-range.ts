import { defaultRangeExtractor, type Range } from '@tanstack/react-virtual';

/** The rows to draw: those in view, and always the cursor's, to which the list points. */
export function rangeWithCursor(range: Range, cursor: number): number[] {
  const shown = defaultRangeExtractor(range);
  return cursor < 0 || cursor >= range.count || shown.includes(cursor) ? shown : [...shown, cursor];
}
