import { type RefObject, useEffect, useMemo, useRef } from 'react';
import { counted } from '../../components/format.ts';
import type { Marks } from './marks.ts';
import { firstAtLeast } from './search.ts';
import { listedWords } from './timeline-words.ts';
import { useRested } from './use-view.ts';
import type { ViewStore } from './view-store.ts';

/** Marks listed on each side of the cursor: the rest is said as a number. */
const AROUND = 25;

export interface MarksListProps {
  readonly marks: Marks;
  readonly store: ViewStore;
  /** Place in the order of time; null before the keys have been used. */
  readonly at: number | null;
  readonly chosen: number | null;
  readonly onChoose: (mark: number) => void;
  readonly onFocus: (at: number) => void;
}

/** The focus goes with the keys, and back to the list when the panel that had it closes. */
function useFocus(list: RefObject<HTMLElement | null>, at: number | null, chosen: number | null): void {
  const before = useRef({ at, chosen });
  useEffect(() => {
    // Where it was on arrival takes the focus from nobody.
    const hasMoved = at !== before.current.at;
    const isLost = chosen === null && before.current.chosen !== null && document.activeElement === document.body;
    before.current = { at, chosen };
    if (at === null || !(hasMoved || isLost)) return;
    list.current?.querySelector<HTMLElement>(`[data-place="${at}"]`)?.focus({ preventScroll: true });
  }, [list, at, chosen]);
}

/** The marks in view as a list, in time order: what the picture says, for keys and screen readers. */
export function MarksList({ marks, store, at, chosen, onChoose, onFocus }: MarksListProps) {
  const { window } = useRested(store);
  const list = useRef<HTMLOListElement>(null);
  const lo = firstAtLeast(marks.times, window.fromUs);
  const hi = firstAtLeast(marks.times, window.toUs, lo);
  const middle = at ?? lo;
  const from = Math.max(0, Math.min(middle, Math.max(lo, middle - AROUND)));
  const places = useMemo(
    () => Array.from(marks.order.subarray(from, Math.max(middle + 1, Math.min(hi, middle + AROUND)))),
    [marks, from, middle, hi],
  );
  useFocus(list, at, chosen);
  return (
    <div className="ea-hidden">
      <h2>Marks in view</h2>
      <p aria-live="polite">
        {counted(hi - lo, 'mark begins', 'marks begin')} in view.
        {hi - lo > places.length && ' Those near the cursor are listed; j and k go on through all of them.'}
      </p>
      <ol ref={list} aria-label="Marks in view, in time order">
        {places.map((mark, i) => (
          <li key={mark}>
            <button
              type="button"
              tabIndex={from + i === middle ? 0 : -1}
              data-place={from + i}
              aria-expanded={mark === chosen}
              onFocus={() => onFocus(from + i)}
              onClick={() => onChoose(mark)}
            >
              {listedWords(marks, mark)}
            </button>
          </li>
        ))}
      </ol>
    </div>
  );
}
