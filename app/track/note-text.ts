import type { z } from 'zod';
import type { editNoteInput, setNoteDatesInput } from '../../shared/note-inputs.ts';
import type { NoteDates, NoteEdits } from '../../shared/note-views.ts';
import type { Db } from '../store/database.ts';
import { readAllDecided } from '../store/decisions.ts';
import type { Plan } from './decide.ts';

/** What people worded and dated themselves in a finding's note. */
export interface NoteDecisions {
  readonly edits: NoteEdits;
  readonly dates: NoteDates;
}

/** Reads them once, for any finding's key. */
export function readNoteDecisions(db: Db): (key: string) => NoteDecisions {
  const decided = readAllDecided(db, 'finding');
  return (key) => ({
    edits: (decided.get(key)?.['note-text'] as NoteEdits | undefined) ?? {},
    dates: (decided.get(key)?.['note-dates'] as NoteDates | undefined) ?? { deprecation: null, sunset: null },
  });
}

/** One section's text in a person's words, or back to the generated one. */
export function planNoteEdit(
  { key, section, text }: z.output<typeof editNoteInput>,
  edits: NoteEdits,
  who: string,
  atMs: number,
): Plan {
  const { [section]: _, ...others } = edits;
  const all = text === null ? others : { ...others, [section]: { text, who, atMs } };
  const value = Object.keys(all).length === 0 ? null : all;
  const label = text === null ? 'Generated text of a note' : 'Text of a note';
  return { label, steps: [{ subject: `finding:${key}`, field: 'note-text', value }], refused: [] };
}

export function planNoteDates({ key, dates }: z.output<typeof setNoteDatesInput>): Plan {
  const value = dates.deprecation === null && dates.sunset === null ? null : dates;
  return {
    label: 'Dates of a note',
    steps: [{ subject: `finding:${key}`, field: 'note-dates', value }],
    refused: [],
  };
}
