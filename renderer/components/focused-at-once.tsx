import { type ReactNode, useLayoutEffect, useRef } from 'react';

/** The field marked `data-autofocus` has the focus as soon as it is there: what is typed at once would be taken for shortcuts. */
export function FocusedAtOnce({ children }: { children: ReactNode }) {
  const content = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    content.current?.querySelector<HTMLElement>('[data-autofocus]')?.focus({ preventScroll: true });
  }, []);
  return (
    <div ref={content} style={{ display: 'contents' }}>
      {children}
    </div>
  );
}
