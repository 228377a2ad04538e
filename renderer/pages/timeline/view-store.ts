import type { Lanes } from './lanes.ts';
import { mostScroll } from './scene.ts';
import { isSame, type TimeWindow } from './time-window.ts';

/** What is in view: it changes with every frame of a drag, so it lives outside of React. */
export interface View {
  readonly window: TimeWindow;
  /** How far the lanes are scrolled up, in px. */
  readonly scroll: number;
  /** Of the canvas, in px; 0 until it is laid out. */
  readonly width: number;
  readonly height: number;
}

export interface ViewStore {
  /** All of the run. */
  readonly whole: TimeWindow;
  readonly now: () => View;
  readonly change: (next: Partial<View>) => void;
  /** Calls back after each change until the returned function is called. */
  readonly subscribe: (listener: () => void) => () => void;
}

const sameView = (one: View, other: View): boolean =>
  isSame(one.window, other.window) &&
  one.scroll === other.scroll &&
  one.width === other.width &&
  one.height === other.height;

export function createViewStore(whole: TimeWindow, window: TimeWindow, lanes: Lanes): ViewStore {
  let view: View = { window, scroll: 0, width: 0, height: 0 };
  const listeners = new Set<() => void>();
  const fitting = (next: View): View => ({
    ...next,
    scroll: Math.round(Math.max(0, Math.min(mostScroll(lanes, next.height), next.scroll))),
  });
  return {
    whole,
    now: () => view,
    change: (next) => {
      const changed = fitting({ ...view, ...next });
      if (sameView(changed, view)) return;
      view = changed;
      for (const listener of listeners) listener();
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
