import { getRouteApi } from '@tanstack/react-router';
import { useRef } from 'react';
import type { RunPage } from '../../../shared/run-views.ts';
import { Empty } from '../../components/empty.tsx';
import { counted } from '../../components/format.ts';
import { BackgroundCard } from './background-card.tsx';
import { UndecidedCard } from './undecided-card.tsx';
import { useItemKeys } from './use-item-keys.ts';

const route = getRouteApi('/runs/$id/{-$tab}');

/** Where the lists stand, as the address says it. */
function useAddress() {
  const { open, part = 1, page = 1 } = route.useSearch();
  const navigate = route.useNavigate();
  return {
    open,
    part,
    page,
    setOpen: (next: string | undefined) =>
      void navigate({ search: (old) => ({ ...old, open: next, part: undefined }), replace: true }),
    setPart: (next: number) => void navigate({ search: (old) => ({ ...old, part: next }), replace: true }),
    setPage: (next: number) => void navigate({ search: (old) => ({ ...old, page: next }), replace: true }),
  };
}

/** The transactions that are linked to no request: background, and those that could not be told apart. */
export function UnattributedTab({ run }: { run: RunPage }) {
  const address = useAddress();
  const list = useRef<HTMLDivElement>(null);
  const { transactions, background, undecided } = run.links;
  useItemKeys(list, background + undecided > 0);
  if (transactions === 0) return <Empty sentence="No change log in this run: there is nothing to link." />;
  if (background + undecided === 0)
    return <Empty sentence={`All ${counted(transactions, 'transaction')} are linked to a request.`} />;
  return (
    <div ref={list}>
      <BackgroundCard
        run={run}
        open={address.open}
        page={address.part}
        onOpen={address.setOpen}
        onPage={address.setPart}
      />
      <UndecidedCard run={run} page={address.page} onPage={address.setPage} />
    </div>
  );
}
