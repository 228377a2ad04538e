import { Button } from '@mantine/core';
import { getRouteApi, Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { RunPage as Run } from '../../../shared/run-views.ts';
import { RUN_TABS, type RunTab } from '../../addresses.ts';
import { Empty } from '../../components/empty.tsx';
import { ErrorNote } from '../../components/error-note.tsx';
import { count, shortTime, zone } from '../../components/format.ts';
import { Page } from '../../components/page.tsx';
import { SkeletonRows, useSlow } from '../../components/skeleton-rows.tsx';
import { type TabItem, TabRow } from '../../components/tab-row.tsx';
import { useRun } from '../../data/run-queries.ts';
import { useKeys } from '../../keys/use-keys.ts';
import { RunsCrumb } from '../runs/runs-crumb.tsx';
import { TimelineTab } from '../timeline/timeline-tab.tsx';
import { CapturesTab } from './captures-tab.tsx';
import { ChangesTab } from './changes-tab.tsx';
import { CoverageTab } from './coverage-tab.tsx';
import { RemoveRun } from './remove-run.tsx';
import { namedRun } from './run-order.ts';
import classes from './run-page.module.css';
import { runSentence } from './run-words.ts';
import { UnattributedTab } from './unattributed-tab.tsx';

const route = getRouteApi('/runs/$id/{-$tab}');
const PANEL = 'run-panel';

/** The tab in the address; one that is not known is the first. */
function useTab() {
  const { tab: asked } = route.useParams();
  const navigate = route.useNavigate();
  const tab = RUN_TABS.find((known) => known === asked) ?? 'coverage';
  const show = (next: RunTab) =>
    void navigate({ params: (old) => ({ ...old, tab: next === 'coverage' ? undefined : next }), search: {} });
  return { tab, show };
}

/** Esc leaves the innermost first: what is open, the filter, then the run. */
function useRunKeys(tabs: readonly TabItem<RunTab>[], show: (tab: RunTab) => void): void {
  const navigate = route.useNavigate();
  const { open, at, q } = route.useSearch();
  const isOpen = open !== undefined || at !== undefined;
  const close = () =>
    void navigate({ search: (old) => ({ ...old, open: undefined, part: undefined, at: undefined }), replace: true });
  const clear = () => void navigate({ search: (old) => ({ ...old, q: undefined }), replace: true });
  const leave = () => void navigate({ to: '/runs' });
  const onEscape = isOpen
    ? { label: 'close', run: close }
    : q !== undefined
      ? { label: 'clear the filter', run: clear }
      : { label: 'back to runs', run: leave };
  useKeys([
    ...tabs.map(({ id }, i) => ({ keys: String(i + 1), label: 'tab', run: () => show(id) })),
    { keys: 'Escape', ...onEscape },
  ]);
}

const PANELS: Readonly<Record<RunTab, (props: { run: Run }) => ReactNode>> = {
  coverage: CoverageTab,
  timeline: TimelineTab,
  unattributed: UnattributedTab,
  captures: CapturesTab,
  changes: ChangesTab,
};

function tabsOf({ links, captures }: Run): TabItem<RunTab>[] {
  return [
    { id: 'coverage', label: 'Coverage' },
    { id: 'timeline', label: 'Timeline' },
    { id: 'unattributed', label: 'Unattributed', count: count(links.background + links.undecided) },
    { id: 'captures', label: 'Captures', count: count(captures.length) },
    { id: 'changes', label: 'What changed' },
  ];
}

function OneRun({ run }: { run: Run }) {
  const { tab, show } = useTab();
  const tabs = tabsOf(run);
  const Panel = PANELS[tab];
  useRunKeys(tabs, show);
  return (
    <Page
      title={`Run ${run.id}`}
      crumbs={<RunsCrumb />}
      sentence={
        <>
          <span title={`First request, ${zone()}. Imported ${shortTime(run.atMs)}`}>
            {shortTime(namedRun(run).atMs)}
          </span>
          , {runSentence(run)}
        </>
      }
      actions={<RemoveRun id={run.id} />}
      tabs={<TabRow label="Parts of this run" items={tabs} chosen={tab} onChoose={show} controls={PANEL} />}
      ground="bg"
      padded={tab !== 'timeline'}
    >
      <div
        id={PANEL}
        className={tab === 'timeline' ? classes.whole : classes.panel}
        role="tabpanel"
        aria-label={String(tabs.find(({ id }) => id === tab)?.label)}
      >
        <Panel run={run} />
      </div>
    </Page>
  );
}

function Gone({ id }: { id: string }) {
  return (
    <Empty sentence={`Run ${id} is not in this workspace. It may be of another one.`}>
      <Button component={Link} to="/runs">
        Show the runs
      </Button>
    </Empty>
  );
}

/** Before a run is read, and where there is none. */
function NoRun({ id, children }: { id: string; children: ReactNode }) {
  const navigate = route.useNavigate();
  useKeys([{ keys: 'Escape', label: 'back to runs', run: () => void navigate({ to: '/runs' }) }]);
  return (
    <Page title={`Run ${id}`} crumbs={<RunsCrumb />} ground="bg">
      {children}
    </Page>
  );
}

/** One run: whether its two sides fit, what stayed unattributed, and the captures it was read from. */
export function RunPage() {
  const { id } = route.useParams();
  const { data, error, isPending, refetch } = useRun(Number(id));
  const slow = useSlow(isPending);
  if (data) return <OneRun run={data} />;
  const gone = error?.data?.code === 'NOT_FOUND' || error?.data?.code === 'BAD_REQUEST';
  return (
    <NoRun id={id}>
      {gone && <Gone id={id} />}
      {error && !gone && <ErrorNote what="The run could not be read." error={error} onRetry={() => void refetch()} />}
      {slow && <SkeletonRows rows={6} />}
    </NoRun>
  );
}
