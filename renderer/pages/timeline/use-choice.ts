import { getRouteApi } from '@tanstack/react-router';
import { useEffect, useMemo, useState } from 'react';
import type { Lanes } from './lanes.ts';
import { kindOf, type Marks, markNamed, nameOf, spanOf } from './marks.ts';
import { AXIS_PX, lanesHeight, ROW_PX, rowTops } from './scene.ts';
import { firstAtLeast } from './search.ts';
import { showing } from './time-window.ts';
import { useRested } from './use-view.ts';
import type { ViewStore } from './view-store.ts';

const route = getRouteApi('/runs/$id/{-$tab}');

export interface Choice {
  /** Where the keys are, as a place in the order of time. */
  readonly at: number | null;
  readonly cursor: number | null;
  /** The mark whose panel is open. It stands in the address. */
  readonly chosen: number | null;
  /** Opens a mark that is on screen; null closes the panel. */
  readonly choose: (mark: number | null) => void;
  /** Opens a mark wherever it is, and brings it into view. */
  readonly goTo: (mark: number | null) => void;
  readonly moveTo: (at: number) => void;
  readonly step: (by: number) => void;
}

/** Where a mark stands in the order of time. */
function placeInOrder(marks: Marks, mark: number): number {
  return marks.order.indexOf(mark, firstAtLeast(marks.times, spanOf(marks, mark)[0]));
}

/** Brings a mark into view, no further than needed. */
function reveal(store: ViewStore, marks: Marks, lanes: Lanes, mark: number): void {
  const { window, scroll, height } = store.now();
  store.change({
    window: showing(window, spanOf(marks, mark), store.whole),
    scroll: scrollFor(marks, lanes, mark, scroll, lanesHeight(height)),
  });
}

function scrollFor(marks: Marks, lanes: Lanes, mark: number, scroll: number, height: number): number {
  const { kind, place } = kindOf(marks, mark);
  const row = lanes.rowOf[kind === 'request' ? place : (marks.commits.request[place] ?? -1)];
  if (row === undefined) return scroll;
  const top = rowTops(lanes)[row] ?? 0;
  return Math.min(top, Math.max(scroll, top + ROW_PX + AXIS_PX / 2 - height));
}

/** The mark under the keys, and the one that is open: the panel follows the keys once it is. */
export function useChoice(marks: Marks, lanes: Lanes, store: ViewStore): Choice {
  const { at: named } = route.useSearch();
  const navigate = route.useNavigate();
  const chosen = useMemo(() => markNamed(marks, named), [marks, named]);
  const [at, setAt] = useState(() => (chosen === null ? null : placeInOrder(marks, chosen)));
  const show = (mark: number | null) => {
    const name = mark === null ? undefined : nameOf(marks, mark);
    if (name !== named) void navigate({ search: (old) => ({ ...old, at: name }), replace: true });
  };
  const choose = (mark: number | null) => {
    if (mark !== null) setAt(placeInOrder(marks, mark));
    show(mark);
  };
  const { window } = useRested(store);
  // What was left behind is not where the keys go on.
  useEffect(() => {
    const mark = at === null ? undefined : marks.order[at];
    if (mark === undefined) return;
    const [fromUs, toUs] = spanOf(marks, mark);
    if (toUs < window.fromUs || fromUs > window.toUs) setAt(null);
  }, [at, marks, window]);
  const moveTo = (next: number) => {
    const mark = marks.order[next];
    if (mark === undefined) return;
    setAt(next);
    reveal(store, marks, lanes, mark);
    if (chosen !== null) show(mark);
  };
  return {
    at,
    cursor: at === null ? null : (marks.order[at] ?? null),
    chosen,
    choose,
    goTo: (mark) => {
      choose(mark);
      if (mark !== null) reveal(store, marks, lanes, mark);
    },
    moveTo,
    step: (by) => moveTo(at === null ? firstAtLeast(marks.times, store.now().window.fromUs) : at + by),
  };
}
