import { useMutation } from '@tanstack/react-query';
import type { SavedView } from '../../../shared/settings-views.ts';
import { type InventorySearch, inventorySearch, parseSearch, stringifySearch } from '../../addresses.ts';
import { showFailure } from '../../components/toast.tsx';
import { messageOf } from '../../components/words.ts';
import { useTRPC } from '../../data/api.ts';
import { useSettings } from '../../data/queries.ts';
import { useUndo } from '../../data/use-undo.ts';

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
