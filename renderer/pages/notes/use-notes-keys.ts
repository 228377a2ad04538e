import { useKeys } from '../../keys/use-keys.ts';
import type { MannerOf } from './use-manner.ts';

export interface NotesKeys {
  readonly hasFinding: boolean;
  readonly manner: MannerOf;
  readonly onInclude: () => void;
  readonly onIncludeAll: () => void;
  /** Null while there is no note to copy. */
  readonly onCopy: (() => void) | null;
  /** Null while nothing is included. */
  readonly onExport: (() => void) | null;
  /** By a page of the note, down or up. */
  readonly onScroll: (pages: 1 | -1) => void;
  /** Null while there is no filter. */
  readonly onClear: (() => void) | null;
}

/** The keys of the notes page besides those of every list. */
export function useNotesKeys(keys: NotesKeys): void {
  const { hasFinding, onCopy, onExport, onClear } = keys;
  const { manner, set, editing, canEdit, canDraft } = keys.manner;
  const quiet = { line: false };
  useKeys([
    { keys: 'x', label: 'include', run: keys.onInclude, when: hasFinding },
    {
      keys: 'e',
      label: editing ? 'stop editing' : 'edit',
      run: () => set(editing ? 'preview' : 'edit'),
      when: canEdit,
    },
    { keys: 'p', label: 'preview or Markdown', run: () => set(manner === 'text' ? 'preview' : 'text') },
    {
      keys: 'd',
      label: 'OpenAPI',
      run: () => set(manner === 'openapi' ? 'preview' : 'openapi'),
      when: canDraft,
      ...quiet,
    },
    { keys: 'y', label: 'copy', run: () => onCopy?.(), when: onCopy !== null },
    { keys: 'Ctrl+Enter', label: 'export', run: () => onExport?.(), when: onExport !== null && !editing, inText: true },
    { keys: 'Space', label: 'scroll the note', run: () => keys.onScroll(1), ...quiet },
    { keys: 'Shift+Space', label: 'scroll the note', run: () => keys.onScroll(-1), ...quiet },
    { keys: 'Ctrl+a', label: 'include all', run: keys.onIncludeAll, ...quiet },
    { keys: 'Escape', label: 'stop editing', run: () => set('preview'), when: editing, inText: true, ...quiet },
    { keys: 'Escape', label: 'clear the filter', run: () => onClear?.(), when: onClear !== null && !editing, ...quiet },
  ]);
}
