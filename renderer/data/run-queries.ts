import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { Timeline } from '../../shared/timeline-views.ts';
import { useTRPC } from './api.ts';

/** One run: its links, its two sides in time, its captures. */
export const useRun = (id: number) => useQuery(useTRPC().run.queryOptions({ id }));

/**
 * One page of a run's transactions without a request: of one background signature, or (null) those that could not be
 * told apart. Keeps the last page on screen while the next is read.
 */
export function useUnattributed(id: number, signature: string | null, page: number) {
  const input = { id, signature, page };
  return useQuery(useTRPC().unattributed.queryOptions(input, { placeholderData: keepPreviousData }));
}

/** Every mark of a run's timeline. Not compared with the last answer: that would take longer than drawing it. */
export const useTimeline = (id: number, recorded: boolean, lanes: 'client' | 'connection') =>
  useQuery(
    useTRPC().timeline.queryOptions(
      { id, recorded, lanes },
      { structuralSharing: false, placeholderData: keepPreviousData, select: timelineFrom },
    ),
  );

const timelineFrom = (text: string): Timeline => JSON.parse(text) as Timeline;

/** Two runs side by side; `vs` is the earlier one. */
export function useComparedRuns(run: number, vs: number) {
  return useQuery(useTRPC().compareRuns.queryOptions({ run, vs }, { placeholderData: keepPreviousData }));
}

/** The same where an address names them; null waits. */
export function useRunPair(pair: { readonly run: number; readonly vs: number } | null) {
  const input = pair ?? { run: 1, vs: 1 };
  return useQuery(
    useTRPC().compareRuns.queryOptions(input, { enabled: pair !== null, placeholderData: keepPreviousData }),
  );
}

/** One transaction, who may have caused it, and why; null waits. */
export function useCommit(transactionId: number | null) {
  const enabled = transactionId !== null;
  return useQuery(useTRPC().commit.queryOptions({ id: transactionId ?? 0 }, { enabled }));
}
