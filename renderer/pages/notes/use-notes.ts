import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ListFormat } from '../../../shared/export-views.ts';
import type { Audience, EditableSection, NoteDates, NoteParts } from '../../../shared/note-views.ts';
import { counted } from '../../components/format.ts';
import { showDone, showFailure } from '../../components/toast.tsx';
import { messageOf } from '../../components/words.ts';
import { useBridge, useTRPC, useTRPCClient } from '../../data/api.ts';
import { readList } from '../../data/read-list.ts';
import { useUndo } from '../../data/use-undo.ts';
import { toOneFile } from './one-file.ts';

/** What leaves: notes for people, or the findings as a list. */
export type ExportFormat = 'md' | 'html' | Exclude<ListFormat, 'issue'> | 'issue';

export interface ExportChoice {
  readonly format: ExportFormat;
  readonly audience: Audience;
  readonly parts: NoteParts;
  /** Whether the documents begin with what changed since the last export. */
  readonly since: boolean;
}

export const isDocument = (format: ExportFormat): format is 'md' | 'html' => format === 'md' || format === 'html';

/** One finding's note in pieces; null waits. Keeps the last one on screen while the next is written. */
export function useNote(key: string | null, parts: NoteParts) {
  const input = { key: key ?? '', parts };
  return useQuery(useTRPC().note.queryOptions(input, { enabled: key !== null, placeholderData: keepPreviousData }));
}

const inputOf = (keys: readonly string[], { format, audience, parts, since }: ExportChoice) => ({
  keys: [...keys],
  parts,
  format: isDocument(format) ? format : ('md' as const),
  audience,
  since: since ? ('last' as const) : null,
});

/** The documents of these findings as they would be exported, with what they lack. */
export function useNotes(keys: readonly string[], choice: ExportChoice) {
  const enabled = keys.length > 0;
  return useQuery(useTRPC().notes.queryOptions(inputOf(keys, choice), { enabled, placeholderData: keepPreviousData }));
}

/** Saves what was chosen through the host; several files go into a ZIP. */
export function useExport(keys: readonly string[], choice: ExportChoice): () => Promise<void> {
  const api = useTRPC();
  const client = useTRPCClient();
  const queries = useQueryClient();
  const bridge = useBridge();
  const { mutateAsync: keep } = useMutation(api.keepNotes.mutationOptions());
  const asDocuments = async () => {
    const { files, state } = await queries.fetchQuery(api.notes.queryOptions(inputOf(keys, choice)));
    const { fileName, content, mime } = toOneFile(files, 'migration-notes.zip');
    const saved = await bridge.saveFile(fileName, content, mime);
    if (saved) {
      await keep({ state: { ...state, notes: [...state.notes] } });
      void queries.invalidateQueries(api.notes.queryFilter());
    }
    return saved ? fileName : null;
  };
  const asList = async (format: ListFormat) => {
    const { fileName, text, mime } = await readList(client, { format, of: 'findings', keys: [...keys] });
    return (await bridge.saveFile(fileName, text, mime)) ? fileName : null;
  };
  return async () => {
    const { format } = choice;
    try {
      const saved = await (isDocument(format) ? asDocuments() : asList(format));
      const what = counted(keys.length, isDocument(format) ? 'note' : 'finding');
      if (saved !== null) showDone(`${what} exported as ${saved}.`);
    } catch (error) {
      showFailure(`The notes were not exported. ${messageOf(error)}`);
    }
  };
}

/** Keeps a person's wording of a section; null: back to the generated text. */
export function useEditNote(): (key: string, section: EditableSection, text: string | null) => void {
  const { offerUndo } = useUndo();
  const { mutate } = useMutation(
    useTRPC().editNote.mutationOptions({
      onSuccess: (_, { text }) => offerUndo(text === null ? 'Generated text is back' : 'Text of the note kept'),
      onError: (error) => showFailure(`The text was not kept. ${messageOf(error)}`),
    }),
  );
  return (key, section, text) => mutate({ key, section, text });
}

/** Keeps the dates of a note's switch. */
export function useSetDates(): (key: string, dates: NoteDates) => void {
  const { offerUndo } = useUndo();
  const { mutate } = useMutation(
    useTRPC().setNoteDates.mutationOptions({
      onSuccess: () => offerUndo('Dates of the note kept'),
      onError: (error) => showFailure(`The dates were not kept. ${messageOf(error)}`),
    }),
  );
  return (key, dates) => mutate({ key, dates });
}
