import { type ReactNode, useLayoutEffect, useRef } from 'react';
import { focusAgain } from './focus-home.ts';

const MARKED = '[data-autofocus]';

/** The frame around it focuses what is marked once more, a moment later: by then the focus may have gone on. */
function markFocused({ currentTarget, target }: FocusEvent): void {
  if (!(currentTarget instanceof Element && target instanceof Element)) return;
  for (const other of currentTarget.querySelectorAll(MARKED)) other.removeAttribute('data-autofocus');
  target.setAttribute('data-autofocus', 'true');
}

/**
 * The field marked `data-autofocus` has the focus as soon as it is there: what is typed at once would be taken for
 * shortcuts. When this goes, the focus goes back to where it came from.
 */
export function FocusedAtOnce({ children }: { children: ReactNode }) {
  const content = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const cameFrom = document.activeElement;
    const own = content.current;
    own?.addEventListener('focusin', markFocused);
    own?.querySelector<HTMLElement>(MARKED)?.focus({ preventScroll: true });
    return () => {
      own?.removeEventListener('focusin', markFocused);
      const frame = own?.closest('[role=dialog]') ?? own;
      if (frame?.contains(document.activeElement)) focusAgain(cameFrom);
    };
  }, []);
  return (
    <div ref={content} style={{ display: 'contents' }}>
      {children}
    </div>
  );
}
