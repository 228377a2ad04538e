import { useCallback, useState } from 'react';
import { lastFolded, remember } from './list-memory.ts';

export interface Folding {
  readonly folded: ReadonlySet<string>;
  /** Folds or unfolds a group. */
  readonly toggle: (id: string) => void;
  readonly set: (ids: readonly string[]) => void;
}

/** Which groups of the list are folded. Survives a look at an endpoint. */
export function useFolding(): Folding {
  const [folded, setFolded] = useState(lastFolded);
  const change = useCallback((next: ReadonlySet<string>) => {
    remember({ folded: next });
    setFolded(next);
  }, []);
  const toggle = useCallback(
    (id: string) => {
      const next = new Set(lastFolded());
      if (!next.delete(id)) next.add(id);
      change(next);
    },
    [change],
  );
  return { folded, toggle, set: (ids) => change(new Set(ids)) };
}
