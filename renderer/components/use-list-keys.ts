import type { Binding } from '../keys/registry.ts';
import { useKeys } from '../keys/use-keys.ts';

export interface ListKeys {
  readonly length: number;
  /** The cursor's place. */
  readonly at: number;
  /** Rows that Page Up and Page Down go. */
  readonly page: number;
  readonly moveTo: (index: number) => void;
  /** Stretches the selection to a row; left out where a list has none. */
  readonly stretchTo?: (index: number) => void;
}

/** j and k, arrows, page keys, Home and End over a list; with Shift they stretch the selection. */
export function useListKeys({ length, at, page, moveTo, stretchTo }: ListKeys): void {
  const when = length > 0;
  const inside = (index: number) => Math.max(0, Math.min(length - 1, index));
  const by = (steps: number) => () => moveTo(inside(at + steps));
  const stretchBy = (steps: number) => () => stretchTo?.(inside(at + steps));
  const quiet = { label: 'move', when, line: false };
  const stretch = { label: 'select more', when: when && stretchTo !== undefined, line: false };
  const bindings: Binding[] = [
    { keys: 'j', label: 'move', run: by(1), when },
    { keys: 'k', label: 'move', run: by(-1), when },
    { keys: 'ArrowDown', run: by(1), ...quiet },
    { keys: 'ArrowUp', run: by(-1), ...quiet },
    { keys: 'PageDown', run: by(page), ...quiet },
    { keys: 'PageUp', run: by(-page), ...quiet },
    { keys: 'Home', run: () => moveTo(0), ...quiet },
    { keys: 'End', run: () => moveTo(length - 1), ...quiet },
    { keys: 'Shift+j', run: stretchBy(1), ...stretch },
    { keys: 'Shift+k', run: stretchBy(-1), ...stretch },
    { keys: 'Shift+ArrowDown', run: stretchBy(1), ...stretch },
    { keys: 'Shift+ArrowUp', run: stretchBy(-1), ...stretch },
  ];
  useKeys(bindings, { group: 'In the list' });
}
