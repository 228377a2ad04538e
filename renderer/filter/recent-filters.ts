import { z } from 'zod';

/** The newest filters of this machine's person, for `Ctrl K`. */

const STORED_AS = 'endpoint-audit-recent-filters';
const MOST = 8;
const stored = z.array(z.string().max(500)).catch([]);

export function recentFilters(): string[] {
  try {
    return stored.parse(JSON.parse(localStorage.getItem(STORED_AS) ?? '[]'));
  } catch {
    return [];
  }
}

/** Puts a filter in front; what it grew out of while it was typed makes room for it. */
export function rememberFilter(text: string): void {
  const others = recentFilters().filter((other) => !text.startsWith(other));
  try {
    localStorage.setItem(STORED_AS, JSON.stringify([text, ...others].slice(0, MOST)));
  } catch {
    // A full or forbidden storage costs the convenience, nothing else.
  }
}
