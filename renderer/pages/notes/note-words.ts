import type { NoteEdit, NoteView } from '../../../shared/note-views.ts';

const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' });

/** `edited by M. Keller 18 Nov; proof refreshed in run 7`. */
export function editedWords({ who, atMs }: NoteEdit, run: number | null): string {
  const edited = `edited by ${who} ${day.format(atMs)}`;
  return run === null ? edited : `${edited}; proof refreshed in run ${run}`;
}

/** The newest of a note's edits; null where all of it is generated. */
export function lastEdit({ sections }: NoteView): NoteEdit | null {
  return sections.reduce<NoteEdit | null>(
    (newest, { edit }) => (edit && (newest === null || edit.atMs > newest.atMs) ? edit : newest),
    null,
  );
}
