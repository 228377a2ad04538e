import { type RefObject, useLayoutEffect } from 'react';

/** A list takes the focus from its page when it comes, and leaves it to the page when it goes. */
export function useHome(frame: RefObject<HTMLElement | null>): void {
  useLayoutEffect(() => {
    const own = frame.current;
    const main = document.getElementById('main');
    if (main !== null && document.activeElement === main)
      own?.querySelector<HTMLElement>('[data-home]')?.focus({ preventScroll: true });
    return () => {
      if (own?.contains(document.activeElement)) main?.focus({ preventScroll: true });
    };
  }, [frame]);
}
