import type { FilterField } from '../../shared/filter-match.ts';

/** What the filter on screen understands, for the sheet behind `?`. */

export type ShownField = Pick<FilterField<never>, 'name' | 'about'>;

let shown: readonly ShownField[] = [];
const listeners = new Set<() => void>();

function change(fields: readonly ShownField[]): void {
  shown = fields;
  for (const listener of listeners) listener();
}

/** Returns how to take it away again. */
export function showLanguage({ fields }: { readonly fields: readonly ShownField[] }): () => void {
  change(fields);
  return () => {
    if (shown === fields) change([]);
  };
}

export const shownFields = (): readonly ShownField[] => shown;

export function subscribeFields(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
