import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import type { Inventory } from '../../../shared/views.ts';
import { Empty } from '../../components/empty.tsx';
import { ErrorNote } from '../../components/error-note.tsx';
import { counted } from '../../components/format.ts';
import { Page } from '../../components/page.tsx';
import { SkeletonRows, useSlow } from '../../components/skeleton-rows.tsx';
import { useImporting } from '../../data/importing.tsx';
import { useInventory } from '../../data/queries.ts';
import { toldFindings } from './note-findings.ts';
import { NotesView } from './notes-view.tsx';

/** What the developers of clients are told. */
export function NotesPage() {
  const { data, error, isPending, refetch } = useInventory();
  const slow = useSlow(isPending);
  const told = useMemo(() => data && toldFindings(data.findings), [data]);
  if (told && told.length > 0) return <NotesView findings={told} />;
  return (
    <Page title="Notes">
      {error && <ErrorNote what="The findings could not be read." error={error} onRetry={() => void refetch()} />}
      {slow && <SkeletonRows height={54} />}
      {data && (data.runs.length > 0 ? <NothingToTell inventory={data} /> : <NothingYet />)}
    </Page>
  );
}

function nothingWords({ endpoints, findings }: Inventory): string {
  if (endpoints.length === 0) return 'Nothing to tell yet: there are no requests, so there is no call to judge.';
  if (findings.every(({ verdict }) => verdict === 'not-judged'))
    return 'Nothing to tell yet: without a change log no call could be judged.';
  const among = counted(endpoints.length, 'endpoint');
  return `Nothing to tell: among ${among} no call that should only read was found to write.`;
}

function NothingToTell({ inventory }: { inventory: Inventory }) {
  return (
    <Empty sentence={nothingWords(inventory)}>
      <Button component={Link} to="/inventory">
        Show the inventory
      </Button>
    </Empty>
  );
}

function NothingYet() {
  const { chooseFiles, openSample } = useImporting();
  return (
    <Empty sentence="No notes yet: they are written from findings. Drop a HAR and a change log of the same time.">
      <Button variant="filled" onClick={chooseFiles}>
        Choose files
      </Button>
      <Button onClick={openSample}>Open the sample run</Button>
    </Empty>
  );
}
