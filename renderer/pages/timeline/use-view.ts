import { getRouteApi } from '@tanstack/react-router';
import { useCallback, useEffect, useMemo, useRef, useSyncExternalStore } from 'react';
import type { Lanes } from './lanes.ts';
import type { Marks } from './marks.ts';
import { addressOf, isSame, type TimeWindow, wholeOf, windowAt } from './time-window.ts';
import { createViewStore, type View, type ViewStore } from './view-store.ts';

const route = getRouteApi('/runs/$id/{-$tab}');

/** A view that has not moved for so long is at rest. */
const REST_MS = 150;

/** The view as the address has it; where it comes to rest is written back. */
export function useView(marks: Marks, lanes: Lanes): ViewStore {
  const { t, w } = route.useSearch();
  const navigate = route.useNavigate();
  const whole = useMemo(() => wholeOf(marks), [marks]);
  const asked = useRef<TimeWindow>(windowAt({ t, w }, whole));
  const store = useMemo(() => createViewStore(whole, asked.current, lanes), [whole, lanes]);
  // Back, Forward and links move the view; what it wrote itself does not.
  useEffect(() => {
    const window = windowAt({ t, w }, whole);
    if (isSame(window, asked.current)) return;
    asked.current = window;
    store.change({ window });
  }, [t, w, whole, store]);
  const rested = useRested(store);
  useEffect(() => {
    if (isSame(rested.window, asked.current)) return;
    asked.current = rested.window;
    const address = addressOf(rested.window, whole);
    void navigate({ search: (old) => ({ ...old, ...address }), replace: true });
  }, [rested, whole, navigate]);
  return store;
}

export const useLive = <Part>(store: ViewStore, part: (view: View) => Part): Part =>
  useSyncExternalStore(store.subscribe, () => part(store.now()));

/** The view when it last came to rest: for what is too slow to follow every frame. */
export function useRested(store: ViewStore): View {
  const rested = useRef({ store, view: store.now() });
  const subscribe = useCallback(
    (listener: () => void) => {
      let timer: ReturnType<typeof setTimeout> | undefined;
      const stop = store.subscribe(() => {
        clearTimeout(timer);
        timer = setTimeout(() => {
          rested.current = { store, view: store.now() };
          listener();
        }, REST_MS);
      });
      return () => {
        clearTimeout(timer);
        stop();
      };
    },
    [store],
  );
  return useSyncExternalStore(subscribe, () => {
    if (rested.current.store !== store) rested.current = { store, view: store.now() };
    return rested.current.view;
  });
}
