import { useCallback, useState } from 'react';
import { lastSelected, remember } from './list-memory.ts';
import type { ListedRow } from './listed-row.ts';

export interface Selection {
  readonly selected: ReadonlySet<string>;
  readonly toggle: (row: ListedRow) => void;
  /** Takes rows in, or out. */
  readonly set: (rows: readonly ListedRow[], on: boolean) => void;
  readonly clear: () => void;
}

/** What x marks. It survives sorting, filtering and a look at an endpoint; rows without a finding cannot be marked. */
export function useSelection(): Selection {
  const [selected, setSelected] = useState(lastSelected);
  const change = useCallback((make: (before: ReadonlySet<string>) => ReadonlySet<string>) => {
    setSelected((before) => {
      const after = make(before);
      remember({ selected: after });
      return after;
    });
  }, []);
  const set: Selection['set'] = (rows, on) =>
    change((before) => {
      const after = new Set(before);
      for (const { id, finding } of rows) {
        if (on && finding) after.add(id);
        else after.delete(id);
      }
      return after;
    });
  return { selected, set, toggle: (row) => set([row], !selected.has(row.id)), clear: () => change(() => new Set()) };
}
