import type { RefObject } from 'react';
import { useKeys } from '../../keys/use-keys.ts';

/** The first item below what has the focus; the first of all where nothing has. */
function firstAfterFocus(items: readonly HTMLElement[]): number {
  const focused = document.activeElement ?? document.body;
  return items.findIndex((item) => focused.compareDocumentPosition(item) & Node.DOCUMENT_POSITION_FOLLOWING);
}

/** What j and k move over: elements with `data-item` inside `list`, by the focus. */
export function useItemKeys(list: RefObject<HTMLElement | null>, any: boolean): void {
  const items = () => [...(list.current?.querySelectorAll<HTMLElement>('[data-item]') ?? [])];
  const moveTo = (index: number) => {
    const all = items();
    all[Math.min(all.length - 1, Math.max(0, index))]?.focus();
  };
  const by = (steps: number) => () => {
    const at = items().findIndex((item) => item.contains(document.activeElement));
    moveTo(at < 0 ? firstAfterFocus(items()) : at + steps);
  };
  const when = any;
  const quiet = { label: 'move', when, line: false };
  useKeys(
    [
      { keys: 'j', label: 'move', run: by(1), when },
      { keys: 'k', label: 'move', run: by(-1), when },
      { keys: 'ArrowDown', run: by(1), ...quiet },
      { keys: 'ArrowUp', run: by(-1), ...quiet },
      { keys: 'Home', run: () => moveTo(0), ...quiet },
      { keys: 'End', run: () => moveTo(Number.POSITIVE_INFINITY), ...quiet },
    ],
    { group: 'In the list' },
  );
}
