import { useMemo } from 'react';
import type { ComparedRuns } from '../../shared/compare-views.ts';
import type { ListedRun } from '../../shared/run-views.ts';
import { useRuns } from '../data/queries.ts';
import { useRunPair } from '../data/run-queries.ts';
import { earlierThan } from '../pages/run/run-order.ts';

/** Two runs of the address that are compared in place. */
export interface Pair {
  readonly run: number;
  /** The earlier one. */
  readonly vs: number;
}

/** As an address names it. */
interface NamedPair {
  readonly run?: number | undefined;
  readonly vs?: number | undefined;
}

export interface Comparing {
  /** Newest traffic first. */
  readonly runs: readonly ListedRun[];
  /** False while the list of runs is being read: it may lack the newest. */
  readonly isFresh: boolean;
  /** Null: nothing is compared. */
  readonly pair: Pair | null;
  /** Null until it is read. */
  readonly compared: ComparedRuns | null;
}

/** The pair that an address names; what does not fit is the newest run, and the one before it. */
export function pairOf(runs: readonly ListedRun[], { run, vs }: NamedPair): Pair | null {
  if (vs === undefined || runs.length < 2) return null;
  const later = runs.slice(0, -1).find(({ id }) => id === run)?.id ?? runs[0]?.id ?? 0;
  const earlier = earlierThan(runs, later);
  return { run: later, vs: earlier.find(({ id }) => id === vs)?.id ?? earlier[0]?.id ?? 0 };
}

const NONE: readonly ListedRun[] = [];

/** What became of the findings between the two runs that the address names. */
export function useComparing({ run, vs }: NamedPair): Comparing {
  const { data: listed, isFetching } = useRuns();
  const runs = listed ?? NONE;
  const pair = useMemo(() => pairOf(runs, { run, vs }), [runs, run, vs]);
  const { data } = useRunPair(pair);
  return useMemo(() => {
    const isOf = data && pair && data.run === pair.run && data.vs === pair.vs;
    return { runs, isFresh: !isFetching, pair, compared: isOf ? data : null };
  }, [runs, isFetching, pair, data]);
}
