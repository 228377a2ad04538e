/** What screen readers are told without moving the focus. */
export interface Spoken {
  readonly polite: string;
  readonly assertive: string;
}

let spoken: Spoken = { polite: '', assertive: '' };
const listeners = new Set<() => void>();

/** Says a text once: polite waits for a pause; assertive is for failures. The same text twice is said twice. */
export function announce(text: string, how: keyof Spoken = 'polite'): void {
  // A no-break space at the end makes an equal text a new one.
  spoken = { ...spoken, [how]: spoken[how] === text ? `${text}\u00a0` : text };
  for (const listener of listeners) listener();
}

export const currentlySpoken = (): Spoken => spoken;

export function subscribeSpoken(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
