import { type ReactNode, useLayoutEffect, useRef } from 'react';
import { focusAgain } from './focus-home.ts';

/**
 * The field marked `data-autofocus` has the focus as soon as it is there: what is typed at once would be taken for
 * shortcuts. When this goes, the focus goes back to where it came from.
 */
export function FocusedAtOnce({ children }: { children: ReactNode }) {
  const content = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const cameFrom = document.activeElement;
    const own = content.current;
    own?.querySelector<HTMLElement>('[data-autofocus]')?.focus({ preventScroll: true });
    return () => {
      if (own?.contains(document.activeElement)) focusAgain(cameFrom);
    };
  }, []);
  return (
    <div ref={content} style={{ display: 'contents' }}>
      {children}
    </div>
  );
}
