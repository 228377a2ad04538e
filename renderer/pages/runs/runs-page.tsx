import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import type { RunRow } from '../../../shared/views.ts';
import { ErrorNote } from '../../components/error-note.tsx';
import { counted } from '../../components/format.ts';
import { ICON } from '../../components/icon.ts';
import { KeyHint } from '../../components/key-hint.tsx';
import { Page } from '../../components/page.tsx';
import { SkeletonRows, useSlow } from '../../components/skeleton-rows.tsx';
import { useImporting } from '../../data/importing.tsx';
import { useRuns } from '../../data/queries.ts';
import { StartPage } from '../start/start-page.tsx';
import { Recovered } from './recovered.tsx';
import { RunningImports } from './running-imports.tsx';
import { RunsTable } from './runs-table.tsx';

function sentenceOf(runs: readonly RunRow[]): string {
  const captures = runs.reduce((sum, run) => sum + run.captures.length, 0);
  return `${counted(runs.length, 'run')} from ${counted(captures, 'capture')}`;
}

function RunList({ runs }: { runs: readonly RunRow[] }) {
  const { chooseFiles } = useImporting();
  return (
    <Page
      title="Runs"
      sentence={sentenceOf(runs)}
      actions={
        <Button leftSection={<IconPlus {...ICON} />} rightSection={<KeyHint keys="o" />} onClick={chooseFiles}>
          Import files
        </Button>
      }
    >
      <Recovered />
      <RunningImports />
      <RunsTable runs={runs} />
    </Page>
  );
}

/** What was read, and from what; in an empty workspace the page that says how to begin. */
export function RunsPage() {
  const { data, isPending, error, refetch } = useRuns();
  const slow = useSlow(isPending);
  if (data?.length) return <RunList runs={data} />;
  if (data)
    return (
      <StartPage
        notices={
          <>
            <Recovered />
            <RunningImports />
          </>
        }
      />
    );
  return (
    <Page title="Runs">
      {error && <ErrorNote what="The runs could not be read." error={error} onRetry={() => void refetch()} />}
      {slow && <SkeletonRows rows={4} />}
    </Page>
  );
}
