import type { z } from 'zod';
import type { runNoteInput } from '../shared/inputs.ts';
import type { Db } from './store/database.ts';
import { readAllDecided } from './store/decisions.ts';
import { readRunTimes } from './store/runs.ts';
import type { Plan } from './track/decide.ts';

/** With its import: ids of removed runs are given again, and a note must not go over to another run. */
const nameOf = ({ id, atMs }: { readonly id: number; readonly atMs: number }): string => `${id} ${atMs}`;

/** The decision what is said of a run; null when there is no such run. */
export function planRunNote(db: Db, { id, text }: z.output<typeof runNoteInput>): Plan | null {
  const run = readRunTimes(db).find((each) => each.id === id);
  if (!run) return null;
  const step = { subject: `run:${nameOf(run)}`, field: 'run-note', value: text || null } as const;
  return { label: `Note on run ${id}`, steps: [step], refused: [] };
}

/** What people say of runs; empty where nothing is said. */
export function readRunNotes(db: Db): (run: { readonly id: number; readonly atMs: number }) => string {
  const notes = readAllDecided(db, 'run');
  return (run) => String(notes.get(nameOf(run))?.['run-note'] ?? '');
}
