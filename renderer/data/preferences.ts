import { useSyncExternalStore } from 'react';
import { z } from 'zod';

/** What belongs to this machine rather than to the workspace. The theme is kept by Mantine beside it. */
const preferences = z.object({
  density: z.enum(['comfortable', 'compact']).default('comfortable'),
  singleKeys: z.boolean().default(true),
});
export type Preferences = z.infer<typeof preferences>;

const STORED_AS = 'endpoint-audit-preferences';
const listeners = new Set<() => void>();

function read(): Preferences {
  try {
    return preferences.parse(JSON.parse(localStorage.getItem(STORED_AS) ?? '{}'));
  } catch {
    return preferences.parse({});
  }
}

let current = read();

function wear(): void {
  document.documentElement.dataset.density = current.density;
}
wear();

export const currentPreferences = (): Preferences => current;

export function setPreferences(change: Partial<Preferences>): void {
  current = { ...current, ...change };
  localStorage.setItem(STORED_AS, JSON.stringify(current));
  wear();
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export const usePreferences = (): Preferences => useSyncExternalStore(subscribe, currentPreferences);
