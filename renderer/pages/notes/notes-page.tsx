import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import type { Inventory } from '../../../shared/views.ts';
import { Empty } from '../../components/empty.tsx';
import { ErrorNote } from '../../components/error-note.tsx';
import { KeyHint } from '../../components/key-hint.tsx';
import { Page } from '../../components/page.tsx';
import { SkeletonRows, useSlow } from '../../components/skeleton-rows.tsx';
import { useImporting } from '../../data/importing.tsx';
import { useInventory } from '../../data/queries.ts';
import { toldFindings } from './note-findings.ts';
import { nothingWords } from './note-words.ts';
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

function NothingToTell({ inventory }: { inventory: Inventory }) {
  return (
    <Empty
      sentence={nothingWords(
        inventory.endpoints.length,
        inventory.findings.map(({ verdict }) => verdict),
      )}
    >
      <Button component={Link} to="/inventory">
        Show the inventory
      </Button>
    </Empty>
  );
}

function NothingYet() {
  const { chooseFiles, openSample } = useImporting();
  return (
    <Empty sentence="No notes yet: they are written from findings. Drop recorded requests and a change log of the same time.">
      <Button variant="filled" rightSection={<KeyHint keys="o" />} onClick={chooseFiles}>
        Choose files
      </Button>
      <Button onClick={openSample}>Open the sample run</Button>
    </Empty>
  );
}
