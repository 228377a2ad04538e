import { Page } from '../../components/page.tsx';
import { useRuns } from '../../data/queries.ts';

/** What was read, and from what. */
export function RunsPage() {
  const { data } = useRuns();
  return (
    <Page title="Runs" padded>
      {data?.map((run) => (
        <p key={run.id}>Run {run.id}</p>
      ))}
    </Page>
  );
}
