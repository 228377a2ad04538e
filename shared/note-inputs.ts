import { z } from 'zod';
import { AUDIENCES, EDITABLE_SECTIONS, NOTE_FORMATS } from './note-views.ts';
import { notesStateSchema } from './notes-state.ts';

/** What the API takes about migration notes. */

const date = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'a date as 2027-01-31');

const parts = z.object({
  proof: z.boolean(),
  headers: z.boolean(),
  calls: z.boolean(),
  tests: z.boolean(),
  openapi: z.boolean(),
  rowValues: z.boolean(),
});

export const notesInput = z.object({
  /** Null: every finding that has a note to tell. */
  keys: z.array(z.string()).max(10_000).nullable(),
  parts,
  format: z.enum(NOTE_FORMATS).default('md'),
  audience: z.enum(AUDIENCES).default('all'),
  /** What to tell the changes since: the state of an earlier export, or the last one that this workspace kept. */
  since: z
    .union([notesStateSchema, z.literal('last')])
    .nullable()
    .default(null),
  /** A folder with templates; null: the one that Settings names. */
  templates: z.string().nullable().default(null),
});

export const noteInput = z.object({ key: z.string().min(1), parts });

/** Null: back to the generated text. */
export const editNoteInput = z.object({
  key: z.string().min(1),
  section: z.enum(EDITABLE_SECTIONS),
  text: z.string().trim().min(1).max(20_000).nullable(),
});

export const setNoteDatesInput = z.object({
  key: z.string().min(1),
  dates: z
    .object({ deprecation: date.nullable(), sunset: date.nullable() })
    .refine(
      ({ deprecation, sunset }) => deprecation === null || sunset === null || deprecation <= sunset,
      'Sunset may not be before Deprecation (RFC 9745).',
    ),
});

export const keepNotesInput = z.object({ state: notesStateSchema });
