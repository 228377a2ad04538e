import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import type { NoteParts } from '../../../shared/note-views.ts';
import { counted } from '../../components/format.ts';
import { showDone, showFailure } from '../../components/toast.tsx';
import { messageOf } from '../../components/words.ts';
import { useBridge, useTRPC } from '../../data/api.ts';

/** The document of these findings; keeps the last one on screen while the next is written. */
export function useNotes(keys: readonly string[], parts: NoteParts) {
  const api = useTRPC();
  const enabled = keys.length > 0;
  return useQuery(api.notes.queryOptions({ keys: [...keys], parts }, { enabled, placeholderData: keepPreviousData }));
}

/** Saves the document of these findings through the host. */
export function useExport(keys: readonly string[], parts: NoteParts): () => Promise<void> {
  const api = useTRPC();
  const queries = useQueryClient();
  const bridge = useBridge();
  return async () => {
    try {
      const { markdown, fileName } = await queries.fetchQuery(api.notes.queryOptions({ keys: [...keys], parts }));
      const saved = await bridge.saveFile(fileName, markdown, 'text/markdown');
      if (saved) showDone(`${counted(keys.length, 'note')} exported as ${fileName}.`);
    } catch (error) {
      showFailure(`The notes were not exported. ${messageOf(error)}`);
    }
  };
}
