import { useMutation } from '@tanstack/react-query';
import type { SavedView } from '../../../shared/settings-views.ts';
import { type InventorySearch, inventorySearch, parseSearch, stringifySearch } from '../../addresses.ts';
import { showFailure } from '../../components/toast.tsx';
import { messageOf } from '../../components/words.ts';
import { useTRPC } from '../../data/api.ts';
import { useSettings } from '../../data/queries.ts';
import { useUndo } from '../../data/use-undo.ts';
import { OPTIONAL_COLUMNS, parseHidden } from './list-columns.ts';
import { GROUP_LABELS } from './list-groups.ts';
import { TAB_NAMES } from './list-words.ts';

export interface SavedViews {
  readonly views: readonly SavedView[];
  /** Saves what is shown; a view of that name is replaced. */
  readonly save: (name: string, search: InventorySearch) => void;
  readonly rename: (name: string, to: string) => void;
  readonly remove: (name: string) => void;
}

/** Views of the inventory that people gave a name. They stand in the workspace; each change can be undone. */
export function useSavedViews(): SavedViews {
  const api = useTRPC();
  const views = useSettings().data?.views ?? [];
  const { offerUndo } = useUndo();
  const said = <Input>(text: (input: Input) => string) => ({
    onSuccess: ({ applied }: { readonly applied: number }, input: Input) => {
      if (applied > 0) offerUndo(text(input));
    },
    onError: (error: unknown) => showFailure(`The view stays as it was. ${messageOf(error)}`),
  });
  const { mutate: save } = useMutation(api.saveView.mutationOptions(said(({ name }) => `View ${name} saved`)));
  const { mutate: rename } = useMutation(
    api.renameView.mutationOptions(said(({ name, to }) => `View ${name} is now ${to}`)),
  );
  const { mutate: remove } = useMutation(api.removeView.mutationOptions(said(({ name }) => `View ${name} removed`)));
  return {
    views,
    save: (name, search) => save({ name, address: addressOfView(search) }),
    rename: (name, to) => rename({ name, to }),
    remove: (name) => remove({ name }),
  };
}

/** The cursor is no part of a view. */
export const addressOfView = (search: InventorySearch): string => stringifySearch({ ...search, at: undefined });

/** What a view shows; everything that it does not name is as by default. */
export const searchOfView = ({ address }: SavedView): InventorySearch => inventorySearch.parse(parseSearch(address));

const COLUMN_NAMES = new Map(OPTIONAL_COLUMNS.map(({ id, name }) => [id, name]));

/** `All endpoints, table:page_hits, by table`: what a view shows, in the words of the page. */
export function wordsOfView({ q, tab, sort, group, hide, run, vs }: InventorySearch): string {
  const parts = [
    tab && tab !== 'open' ? TAB_NAMES[tab] : '',
    q ?? '',
    group ? `by ${GROUP_LABELS[group].toLowerCase()}` : '',
    sort ? `sorted by ${sort.replace(/^-/, '')}${sort.startsWith('-') ? ', reversed' : ''}` : '',
    ...parseHidden(hide).map((id) => `without ${COLUMN_NAMES.get(id)?.toLowerCase()}`),
    run !== undefined && vs !== undefined ? `run ${run} against ${vs}` : '',
  ];
  return parts.filter(Boolean).join(', ') || 'Open findings, nothing left out';
}
