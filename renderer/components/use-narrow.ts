import { useSyncExternalStore } from 'react';

/** Whether the window is below a width, as it changes. */
function below(px: number) {
  const query = () => window.matchMedia(`(width < ${px}px)`);
  const subscribe = (listener: () => void) => {
    const narrow = query();
    narrow.addEventListener('change', listener);
    return () => narrow.removeEventListener('change', listener);
  };
  return [subscribe, () => query().matches] as const;
}

const NARROW = below(1200);
const STACKED = below(1024);

/** Below 1200 px the narrow layouts hold. */
export const useNarrow = (): boolean => useSyncExternalStore(...NARROW);

/** Below 1024 px what stands side by side as proof stands below each other. */
export const useStacked = (): boolean => useSyncExternalStore(...STACKED);
