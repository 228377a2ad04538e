import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { TableRow } from '../../../shared/table-views.ts';
import { Empty } from '../../components/empty.tsx';
import { ErrorNote } from '../../components/error-note.tsx';
import { KeyHint } from '../../components/key-hint.tsx';
import { Page } from '../../components/page.tsx';
import { SkeletonRows, useSlow } from '../../components/skeleton-rows.tsx';
import { useImporting } from '../../data/importing.tsx';
import { useSummary, useTables } from '../../data/queries.ts';
import { TablesView } from './tables-view.tsx';

/** What a write to each table means, and who says so. */
export function TablesPage() {
  const { data, error, isPending, refetch } = useTables();
  const slow = useSlow(isPending);
  if (data && data.length > 0) return <TablesView rows={data satisfies readonly TableRow[]} />;
  return (
    <Page title="Tables">
      {error && <ErrorNote what="The tables could not be read." error={error} onRetry={() => void refetch()} />}
      {slow && <SkeletonRows height={46} />}
      {data && <NoTables />}
    </Page>
  );
}

function NoTables() {
  const { data: summary } = useSummary();
  const { chooseFiles, openSample } = useImporting();
  const has = summary && summary.runs > 0;
  return (
    <Empty
      sentence={
        has
          ? 'No table was written in these runs. Tables appear here once a change log with row changes is imported.'
          : 'No table is known yet. Drop recorded requests and a change log of the same time.'
      }
    >
      <Button variant="filled" rightSection={<KeyHint keys="o" />} onClick={chooseFiles}>
        Choose files
      </Button>
      {has ? (
        <Button component={Link} to="/runs">
          Show the runs
        </Button>
      ) : (
        <Button onClick={openSample}>Open the sample run</Button>
      )}
    </Empty>
  );
}
