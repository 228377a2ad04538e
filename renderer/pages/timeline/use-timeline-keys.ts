import { useKeys } from '../../keys/use-keys.ts';
import { ROW_PX } from './scene.ts';
import { panBy, zoomAround } from './use-pointing.ts';
import type { ViewStore } from './view-store.ts';

/** One press shows this much of what is in view now. */
const ZOOM = 0.6;
/** One press goes this share of what is in view. */
const PAN = 0.2;

export interface TimelineKeys {
  readonly store: ViewStore;
  readonly any: boolean;
  /** What zooming keeps in its place; null: the middle. */
  readonly aroundUs: number | null;
  /** Goes so many marks on in time; to the first or the last of the run. */
  readonly onStep: (by: number) => void;
  readonly onEnd: (which: 'first' | 'last') => void;
  readonly onOpen: () => void;
  readonly canOpen: boolean;
}

/** Zooms and pans the view, and walks over the marks. */
export function useTimelineKeys({ store, any, aroundUs, onStep, onEnd, onOpen, canOpen }: TimelineKeys): void {
  const zoom = (factor: number) => () => zoomAround(store, factor, aroundUs);
  const pan = (share: number) => () => panBy(store, share * store.now().width);
  const scroll = (rows: number) => () => store.change({ scroll: store.now().scroll + rows * ROW_PX });
  const reset = () => store.change({ window: store.whole });
  const quiet = { line: false };
  useKeys(
    [
      { keys: 'j', label: 'mark', run: () => onStep(1), when: any },
      { keys: 'k', label: 'mark', run: () => onStep(-1), when: any },
      { keys: 'ArrowRight', label: 'mark', run: () => onStep(1), when: any, ...quiet },
      { keys: 'ArrowLeft', label: 'mark', run: () => onStep(-1), when: any, ...quiet },
      { keys: 'Home', label: 'first mark', run: () => onEnd('first'), when: any, ...quiet },
      { keys: 'End', label: 'last mark', run: () => onEnd('last'), when: any, ...quiet },
      { keys: 'Enter', label: 'open', run: onOpen, when: canOpen },
      { keys: '+', label: 'zoom', run: zoom(ZOOM) },
      { keys: '-', label: 'zoom', run: zoom(1 / ZOOM) },
      { keys: '=', label: 'zoom in', run: zoom(ZOOM), ...quiet },
      { keys: '0', label: 'whole run', run: reset },
      { keys: 'Shift+ArrowLeft', label: 'earlier, later', run: pan(-PAN) },
      { keys: 'Shift+ArrowRight', label: 'earlier, later', run: pan(PAN) },
      { keys: 'Shift+ArrowUp', label: 'scroll the lanes', run: scroll(-3), ...quiet },
      { keys: 'Shift+ArrowDown', label: 'scroll the lanes', run: scroll(3), ...quiet },
    ],
    { group: 'Timeline' },
  );
}
