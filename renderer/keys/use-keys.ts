import { useLayoutEffect, useRef, useSyncExternalStore } from 'react';
import { addLayer, type Binding, currentLayers, type Layer, subscribeLayers } from './registry.ts';

export interface KeysOptions {
  /** The heading in the sheet of all keys. */
  readonly group?: string;
  /** For keys of a dialog: they work while it is open, the page's do not. */
  readonly inDialog?: boolean;
  /** For the shell: below the keys of pages and dialogs. */
  readonly everywhere?: boolean;
}

/**
 * Keys that work while the calling component is on screen. They feed the key line and the sheet behind `?`.
 *
 *     useKeys([
 *       { keys: 'j', label: 'move', run: next },
 *       { keys: 'k', label: 'move', run: previous },
 *       { keys: 'x', label: 'select', run: toggle, when: rows.length > 0 },
 *     ]);
 */
export function useKeys(bindings: readonly Binding[], options: KeysOptions = {}): void {
  const newest = useRef(bindings);
  // Before the browser draws: whoever sees the content may press its keys, and none goes to what it replaced.
  useLayoutEffect(() => {
    newest.current = bindings;
  });
  const { group = 'On this page', inDialog = false, everywhere = false } = options;
  // Functions change with every render; a layer is only replaced when what it shows or allows has changed.
  const shape = JSON.stringify(bindings.map(({ run: _run, ...shown }) => shown));
  useLayoutEffect(() => {
    const shown: Omit<Binding, 'run'>[] = JSON.parse(shape);
    const held = shown.map((binding, i) => ({ ...binding, run: () => newest.current[i]?.run() }));
    return addLayer({ group, inDialog, everywhere, bindings: held });
  }, [shape, group, inDialog, everywhere]);
}

/** All layers that are on screen now, oldest first. */
export function useLayers(): readonly Layer[] {
  return useSyncExternalStore(subscribeLayers, currentLayers);
}
