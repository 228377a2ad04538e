import { useRouter } from '@tanstack/react-router';
import { useEffect } from 'react';
import { focusHome, isFocusNowhere } from '../components/focus-home.ts';

const OPEN = '[role=dialog], [role=menu], [role=listbox]';

/** A key whose effect takes away what had the focus leaves it to the page. */
function afterKey(): void {
  if (isFocusNowhere() && !document.querySelector(OPEN)) focusHome();
}

/**
 * Keeps the focus in the page. From the rail it goes there with every page, for a link that keeps it would take the
 * page's Enter for itself.
 */
export function useKeptFocus(): void {
  const router = useRouter();
  useEffect(
    () =>
      router.subscribe('onRendered', ({ pathChanged }) => {
        if (pathChanged && (isFocusNowhere() || document.activeElement?.closest('nav'))) focusHome();
      }),
    [router],
  );
  useEffect(() => {
    window.addEventListener('keyup', afterKey);
    return () => window.removeEventListener('keyup', afterKey);
  }, []);
}
