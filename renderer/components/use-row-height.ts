import { usePreferences } from '../data/preferences.ts';

/** Height of a list's row in px, as `--ea-row` has it, for virtual lists. */
export const useRowHeight = (): number => (usePreferences().density === 'compact' ? 32 : 48);
