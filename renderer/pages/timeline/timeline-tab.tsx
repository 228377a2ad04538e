import { getRouteApi } from '@tanstack/react-router';
import { useMemo } from 'react';
import type { RunPage } from '../../../shared/run-views.ts';
import { Empty } from '../../components/empty.tsx';
import { ErrorNote } from '../../components/error-note.tsx';
import { SkeletonRows, useSlow } from '../../components/skeleton-rows.tsx';
import { useTimeline } from '../../data/run-queries.ts';
import { marksOf } from './marks.ts';
import { TimelineView } from './timeline-view.tsx';

const route = getRouteApi('/runs/$id/{-$tab}');

const NOTHING = 'This run holds no requests and no transactions.';
const NO_TIMES = 'Nothing in this run has a time, so there is nothing to draw.';

/** Requests and commits of a run in time, and who caused what. */
export function TimelineTab({ run }: { run: RunPage }) {
  const { times, lanes } = route.useSearch();
  const { data, error, isPending, refetch } = useTimeline(
    run.id,
    times === 'recorded',
    lanes === 'connection' ? 'connection' : 'client',
  );
  const marks = useMemo(() => (data ? marksOf(data) : null), [data]);
  const slow = useSlow(isPending);
  if (error) return <ErrorNote what="The timeline could not be read." error={error} onRetry={() => void refetch()} />;
  if (!data) return slow ? <SkeletonRows rows={10} /> : null;
  if (!marks) return <Empty sentence={run.exchanges + run.links.transactions === 0 ? NOTHING : NO_TIMES} />;
  return (
    <TimelineView
      run={run}
      marks={marks}
      switches={{ times: data.clocksOff, lanes: data.hasConnections }}
      withoutTime={data.withoutTime}
    />
  );
}
