import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { getRouteApi } from '@tanstack/react-router';
import type { ListedRun } from '../../../shared/run-views.ts';
import { ErrorNote } from '../../components/error-note.tsx';
import { count, counted } from '../../components/format.ts';
import { ICON } from '../../components/icon.ts';
import { KeyHint } from '../../components/key-hint.tsx';
import { Page } from '../../components/page.tsx';
import { SkeletonRows, useSlow } from '../../components/skeleton-rows.tsx';
import { TabRow } from '../../components/tab-row.tsx';
import { useImporting } from '../../data/importing.tsx';
import { useRuns } from '../../data/queries.ts';
import { useKeys } from '../../keys/use-keys.ts';
import { StartPage } from '../start/start-page.tsx';
import { CompareTab } from './compare-tab.tsx';
import { Recovered } from './recovered.tsx';
import { RunningImports } from './running-imports.tsx';
import classes from './runs-page.module.css';
import { RunsTable } from './runs-table.tsx';

const route = getRouteApi('/runs');
const PANEL = 'runs-panel';

type Tab = 'read' | 'compare';

function sentenceOf(runs: readonly ListedRun[]): string {
  const captures = runs.reduce((sum, run) => sum + run.captures.length, 0);
  return `${counted(runs.length, 'run')} from ${counted(captures, 'capture')}`;
}

/** Two runs in the address mean that they are compared. */
function useTab(runs: readonly ListedRun[]): readonly [tab: Tab, show: (tab: Tab) => void] {
  const { run, vs } = route.useSearch();
  const navigate = route.useNavigate();
  const [newest, before] = runs;
  const isPair = newest !== undefined && before !== undefined;
  const tab = isPair && (run !== undefined || vs !== undefined) ? 'compare' : 'read';
  const show = (next: Tab) =>
    void navigate({ search: next === 'compare' && isPair ? { run: newest.id, vs: before.id } : {} });
  useKeys([
    { keys: '1', label: 'what was read', run: () => show('read'), when: isPair },
    { keys: '2', label: 'compare', run: () => show('compare'), when: isPair },
    { keys: 'Escape', label: 'back', run: () => show('read'), when: tab === 'compare', line: false },
  ]);
  return [tab, show];
}

function RunList({ runs }: { runs: readonly ListedRun[] }) {
  const { chooseFiles } = useImporting();
  const [tab, show] = useTab(runs);
  const items = [
    { id: 'read', label: 'What was read', count: count(runs.length) },
    { id: 'compare', label: 'Compare two runs' },
  ] as const;
  return (
    <Page
      title="Runs"
      sentence={sentenceOf(runs)}
      actions={
        <Button leftSection={<IconPlus {...ICON} />} rightSection={<KeyHint keys="o" />} onClick={chooseFiles}>
          Import files
        </Button>
      }
      tabs={
        runs.length > 1 && (
          <TabRow label="Views of the runs" items={items} chosen={tab} onChoose={show} controls={PANEL} />
        )
      }
      ground={tab === 'compare' ? 'bg' : 'surface'}
      padded={tab === 'compare'}
    >
      <Recovered />
      <RunningImports />
      {runs.length > 1 ? (
        <div
          id={PANEL}
          role="tabpanel"
          aria-label={tab === 'compare' ? 'Compare two runs' : 'What was read'}
          className={tab === 'compare' ? classes.panel : undefined}
        >
          {tab === 'compare' ? <CompareTab runs={runs} /> : <RunsTable runs={runs} />}
        </div>
      ) : (
        <RunsTable runs={runs} />
      )}
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
