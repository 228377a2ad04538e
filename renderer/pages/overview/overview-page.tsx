import { Button } from '@mantine/core';
import { getRouteApi, Link } from '@tanstack/react-router';
import type { Overview } from '../../../shared/overview-views.ts';
import { Empty } from '../../components/empty.tsx';
import { ErrorNote } from '../../components/error-note.tsx';
import { counted, shortDay } from '../../components/format.ts';
import { KeyHint } from '../../components/key-hint.tsx';
import { Page } from '../../components/page.tsx';
import { RunPicker } from '../../components/run-picker.tsx';
import { SkeletonRows, useSlow } from '../../components/skeleton-rows.tsx';
import { useImporting } from '../../data/importing.tsx';
import { useOverview } from '../../data/queries.ts';
import { BurnDownCard } from './burn-down-card.tsx';
import { CalibrationCard, CertaintyCard } from './certainty-card.tsx';
import { ChangesCard } from './changes-card.tsx';
import { ExportSummary } from './export-summary.tsx';
import { Figures } from './figures.tsx';
import { HeatCard } from './heat-card.tsx';
import { NeedsCard } from './needs-card.tsx';
import classes from './overview-page.module.css';
import { RulesCard } from './rules-card.tsx';
import { WaitingCard } from './waiting-card.tsx';

const route = getRouteApi('/overview');

function NothingYet() {
  const { chooseFiles, openSample } = useImporting();
  return (
    <Empty sentence="Nothing to look over yet. Drop recorded requests and a change log of the same time.">
      <Button variant="filled" rightSection={<KeyHint keys="o" />} onClick={chooseFiles}>
        Choose files
      </Button>
      <Button onClick={openSample}>Open the sample run</Button>
    </Empty>
  );
}

function NothingJudged({ endpoints }: { endpoints: number }) {
  const { chooseFiles } = useImporting();
  return (
    <Empty
      sentence={`${counted(endpoints, 'endpoint')} seen, none could be judged: that takes requests and a change log of the same minutes.`}
    >
      <Button variant="filled" rightSection={<KeyHint keys="o" />} onClick={chooseFiles}>
        Choose files
      </Button>
      <Button component={Link} to="/runs">
        Show what was read
      </Button>
    </Empty>
  );
}

function Cards({ overview }: { overview: Overview }) {
  return (
    <>
      <Figures overview={overview} />
      <div className={classes.cards}>
        <BurnDownCard steps={overview.steps} />
        <RulesCard rules={overview.rules} />
        <NeedsCard needs={overview.needs} />
        <WaitingCard waiting={overview.waiting} />
        <ChangesCard compared={overview.compared} />
        <HeatCard heat={overview.heat} />
        <CertaintyCard certainty={overview.certainty} />
        <CalibrationCard certainty={overview.certainty} />
      </div>
    </>
  );
}

function Looked({ overview }: { overview: Overview }) {
  const navigate = route.useNavigate();
  const { runs, compared, figures } = overview;
  const newest = runs.at(-1);
  return (
    <Page
      title="Overview"
      sentence={newest && `after run ${newest.id}, ${shortDay(newest.atMs)}`}
      actions={
        <>
          {compared && (
            <RunPicker
              label="Compared with"
              runs={runs.slice(0, -1).toReversed()}
              value={compared.vs}
              onPick={(vs) => void navigate({ search: (old) => ({ ...old, vs }), replace: true })}
            />
          )}
          {figures.judged > 0 && <ExportSummary vs={compared?.vs ?? null} />}
        </>
      }
      ground="bg"
      padded
    >
      {figures.judged === 0 ? <NothingJudged endpoints={figures.endpoints} /> : <Cards overview={overview} />}
    </Page>
  );
}

/** Are we getting there, and can this be believed? */
export function OverviewPage() {
  const { vs } = route.useSearch();
  const { data, isPending, error, refetch } = useOverview(vs ?? null);
  const slow = useSlow(isPending);
  if (data && data.runs.length > 0) return <Looked overview={data} />;
  return (
    <Page title="Overview" ground="bg">
      {error && <ErrorNote what="The overview could not be read." error={error} onRetry={() => void refetch()} />}
      {slow && !data && <SkeletonRows rows={6} height={96} />}
      {data && <NothingYet />}
    </Page>
  );
}
