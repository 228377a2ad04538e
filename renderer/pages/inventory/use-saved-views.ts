import { useMutation } from '@tanstack/react-query';
import type { SavedView } from '../../../shared/settings-views.ts';
import { type InventorySearch, inventorySearch, parseSearch, stringifySearch } from '../../addresses.ts';
import { showDone, showFailure } from '../../components/toast.tsx';
import { messageOf } from '../../components/words.ts';
import { useTRPC } from '../../data/api.ts';
import { useSettings } from '../../data/queries.ts';

export interface SavedViews {
  readonly views: readonly SavedView[];
  /** Saves what is shown; a view of that name is replaced. */
  readonly save: (name: string, search: InventorySearch) => void;
  readonly remove: (name: string) => void;
}

/** Views of the inventory that people gave a name. They stand in the workspace. */
export function useSavedViews(): SavedViews {
  const views = useSettings().data?.views ?? [];
  const { mutate } = useMutation(
    useTRPC().saveSettings.mutationOptions({
      onError: (error) => showFailure(`The view was not saved. ${messageOf(error)}`),
    }),
  );
  const others = (name: string) => views.filter((view) => view.name !== name);
  return {
    views,
    save: (name, search) =>
      mutate(
        { views: [...others(name), { name, address: addressOfView(search) }] },
        { onSuccess: () => showDone(`View ${name} saved.`) },
      ),
    remove: (name) => mutate({ views: others(name) }),
  };
}

/** The cursor is no part of a view. */
export const addressOfView = (search: InventorySearch): string => stringifySearch({ ...search, at: undefined });

/** What a view shows; everything that it does not name is as by default. */
export const searchOfView = ({ address }: SavedView): InventorySearch => inventorySearch.parse(parseSearch(address));
