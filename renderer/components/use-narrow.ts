import { useSyncExternalStore } from 'react';

const query = () => window.matchMedia('(width < 1200px)');

function subscribe(listener: () => void): () => void {
  const narrow = query();
  narrow.addEventListener('change', listener);
  return () => narrow.removeEventListener('change', listener);
}

/** Below 1200 px the narrow layouts hold. */
export const useNarrow = (): boolean => useSyncExternalStore(subscribe, () => query().matches);
