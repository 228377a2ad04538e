import { z } from 'zod';

/** What an export of notes told, so that a later one can say what changed since. It ends each document, unseen. */
export const notesStateSchema = z.object({
  schema: z.literal('endpoint-audit/notes@1'),
  on: z.string(),
  notes: z.array(
    z.object({
      key: z.string(),
      call: z.string(),
      status: z.string(),
      /** ISO date of the switch. */
      liveOn: z.string().nullable(),
      /** Changes with the words that clients act on, not with the proof. */
      digest: z.string(),
    }),
  ),
});
export type NotesState = z.infer<typeof notesStateSchema>;
