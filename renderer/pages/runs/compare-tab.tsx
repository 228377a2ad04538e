import { getRouteApi } from '@tanstack/react-router';
import { useRef } from 'react';
import type { ListedRun } from '../../../shared/run-views.ts';
import { RunPicker } from '../../components/run-picker.tsx';
import changes from '../run/changes.module.css';
import { ComparedRuns } from '../run/compared-runs.tsx';
import { earlierThan, namedRun } from '../run/run-order.ts';
import { useItemKeys } from '../run/use-item-keys.ts';

const route = getRouteApi('/runs');

/** The pair in the address; what does not fit is the newest run and the one before it. */
function usePair(runs: readonly ListedRun[]) {
  const { run: later, vs: asked } = route.useSearch();
  const run = runs.slice(0, -1).find(({ id }) => id === later)?.id ?? runs[0]?.id ?? 0;
  return { run, vs: earlierOf(runs, run, asked) };
}

/** The run asked for if it is earlier, else the one just before. */
function earlierOf(runs: readonly ListedRun[], run: number, asked: number | undefined): number {
  const earlier = earlierThan(runs, run);
  return earlier.find(({ id }) => id === asked)?.id ?? earlier[0]?.id ?? 0;
}

/** Any two runs side by side; the address holds which. */
export function CompareTab({ runs }: { runs: readonly ListedRun[] }) {
  const { run, vs } = usePair(runs);
  const navigate = route.useNavigate();
  const list = useRef<HTMLDivElement>(null);
  useItemKeys(list, true);
  const pick = (pair: { run: number; vs: number }) => void navigate({ search: pair, replace: true });
  return (
    <div ref={list}>
      <div className={changes.bar}>
        <RunPicker
          label="Compare"
          runs={runs.slice(0, -1).map(namedRun)}
          value={run}
          onPick={(next) => pick({ run: next, vs: earlierOf(runs, next, vs) })}
        />
        <RunPicker
          label="with"
          runs={earlierThan(runs, run).map(namedRun)}
          value={vs}
          onPick={(next) => pick({ run, vs: next })}
        />
      </div>
      <ComparedRuns runs={runs} run={run} vs={vs} />
    </div>
  );
}
