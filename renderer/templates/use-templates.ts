import { useDebouncedValue } from '@mantine/hooks';
import { useMutation, useQuery } from '@tanstack/react-query';
import { showFailure } from '../components/toast.tsx';
import { messageOf } from '../components/words.ts';
import { useTRPC } from '../data/api.ts';
import { useAwaited } from '../data/awaited.ts';
import { useUndo } from '../data/use-undo.ts';

/** Templates to give and to take back as one action. */
export interface TemplateEdit {
  readonly set: readonly string[];
  readonly remove: readonly string[];
  readonly file: string | null;
}

const asInput = ({ set, remove, file }: TemplateEdit) => ({ set: [...set], remove: [...remove], file });
const AFTER_TYPING_MS = 200;

/** What would follow; null: nothing to look at. Nothing is kept. */
export function useTemplatePreview(edit: TemplateEdit | null) {
  const [looked] = useDebouncedValue(edit, AFTER_TYPING_MS);
  const awaited = useAwaited();
  const input = { ...asInput(looked ?? { set: [], remove: [], file: null }), name: awaited.name };
  const query = useQuery(
    // Old looks are of no use: the workspace may be another.
    useTRPC().previewTemplates.queryOptions(input, {
      enabled: looked !== null,
      gcTime: 0,
      retry: false,
      trpc: { abortOnUnmount: true },
    }),
  );
  const isCurrent = JSON.stringify(edit) === JSON.stringify(looked);
  const [follows, error] = isCurrent ? [query.data, query.error] : [undefined, null];
  return { follows, error, state: awaited.state };
}

/** Gives and takes back templates, with the toast that offers to undo. */
export function useEditTemplates(onDone: () => void) {
  const { offerUndo } = useUndo();
  const { name, state, stop } = useAwaited();
  const { mutate, isPending } = useMutation(
    useTRPC().editTemplates.mutationOptions({
      onSuccess: (_change, { set, remove }) => {
        offerUndo(saidOf(set, remove ?? []));
        onDone();
      },
      onError: (error) => showFailure(`The routes stay as they were. ${messageOf(error)}`),
    }),
  );
  return { edit: (edit: TemplateEdit) => mutate({ ...asInput(edit), name }), isPending, state, stop };
}

function saidOf(set: readonly string[], remove: readonly string[]): string {
  if (set.length + remove.length !== 1) return `${set.length + remove.length} route templates changed`;
  return set.length === 1 ? `Route ${set[0]}` : `${remove[0]} is no template any more`;
}
