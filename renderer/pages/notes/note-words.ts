import type { NoteEdit, NoteView } from '../../../shared/note-views.ts';
import type { Verdict } from '../../../shared/words.ts';
import { counted } from '../../components/format.ts';

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

/** Why there is no note: `verdicts` are those of all findings, none of which is told. */
export function nothingWords(endpoints: number, verdicts: readonly Verdict[]): string {
  if (endpoints === 0) return 'Nothing to tell yet: there are no requests, so there is no call to judge.';
  if (verdicts.every((verdict) => verdict === 'not-judged'))
    return 'Nothing to tell yet: without a change log no call could be judged.';
  const unsure = verdicts.filter((verdict) => verdict === 'unsure').length;
  const doubt = unsure > 0 ? ` ${counted(unsure, 'finding')} unsure: a doubt is no reason for a note.` : '';
  return `Nothing to tell: none of ${counted(endpoints, 'endpoint')} was found to be broken.${doubt}`;
}
