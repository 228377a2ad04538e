import { ErrorNote } from '../../components/error-note.tsx';
import { Page } from '../../components/page.tsx';
import { SkeletonRows, useSlow } from '../../components/skeleton-rows.tsx';
import { useInventory } from '../../data/queries.ts';
import { InventoryList } from './inventory-list.tsx';
import { NothingYet } from './list-empty.tsx';
import { useListState } from './use-list-state.ts';

/** Which endpoints offend, how sure it is, and who does what. */
export function InventoryPage() {
  const { data, isPending, error, refetch } = useInventory();
  const slow = useSlow(isPending);
  const state = useListState();
  if (data && data.endpoints.length > 0) return <InventoryList inventory={data} state={state} />;
  return (
    <Page title="Inventory">
      {error && <ErrorNote what="The inventory could not be read." error={error} onRetry={() => void refetch()} />}
      {slow && !data && <SkeletonRows />}
      {data && <NothingYet />}
    </Page>
  );
}
