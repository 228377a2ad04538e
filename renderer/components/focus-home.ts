/** Marks the element of a page that takes the focus when nothing else has it: its list. */
export const HOME = { 'data-home': true } as const;

/** The focus goes to the page's list, else to the page: never to nothing, where readers and Tab lose their place. */
export function focusHome(): void {
  const main = document.getElementById('main');
  const home = main?.querySelector<HTMLElement>('[data-home]') ?? main;
  home?.focus({ preventScroll: true });
}

/** What had the focus is gone, and nothing took it. */
export const isFocusNowhere = (): boolean =>
  document.activeElement === null || document.activeElement === document.body;

/** Back to what had the focus, while that is still there. */
export function focusAgain(element: Element | null): void {
  if (element instanceof HTMLElement && element.isConnected && element !== document.body)
    element.focus({ preventScroll: true });
  else focusHome();
}
