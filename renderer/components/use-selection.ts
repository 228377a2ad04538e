import { useState } from 'react';

export interface Selection {
  readonly keys: ReadonlySet<string>;
  readonly toggle: (key: string) => void;
  readonly add: (...keys: readonly string[]) => void;
  readonly set: (keys: readonly string[]) => void;
  readonly clear: () => void;
}

/** Which rows of a list are selected. Survives sorting and filtering, not leaving the page. */
export function useSelection(initial: readonly string[] = []): Selection {
  const [keys, setKeys] = useState<ReadonlySet<string>>(() => new Set(initial));
  return {
    keys,
    toggle: (key) => setKeys((old) => (old.has(key) ? without(old, key) : new Set([...old, key]))),
    add: (...more) => setKeys((old) => new Set([...old, ...more])),
    set: (all) => setKeys(new Set(all)),
    clear: () => setKeys(new Set()),
  };
}

function without(keys: ReadonlySet<string>, key: string): ReadonlySet<string> {
  const left = new Set(keys);
  left.delete(key);
  return left;
}
