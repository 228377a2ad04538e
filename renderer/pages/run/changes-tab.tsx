import { getRouteApi, useLocation } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import type { RunPage } from '../../../shared/run-views.ts';
import { Empty } from '../../components/empty.tsx';
import { RunPicker } from '../../components/run-picker.tsx';
import { useRuns } from '../../data/queries.ts';
import classes from './changes.module.css';
import { ComparedRuns } from './compared-runs.tsx';
import { earlierThan, namedRun } from './run-order.ts';
import { useItemKeys } from './use-item-keys.ts';

const route = getRouteApi('/runs/$id/{-$tab}');

/** An address may name a part: `#not-seen`. It is there only after its data. */
function useNamedPart(isThere: boolean): void {
  const { hash } = useLocation();
  useEffect(() => {
    if (isThere && hash) document.getElementById(hash)?.scrollIntoView({ block: 'start' });
  }, [isThere, hash]);
}

/** What this run brought against an earlier one. */
export function ChangesTab({ run }: { run: RunPage }) {
  const { vs: asked } = route.useSearch();
  const navigate = route.useNavigate();
  const { data: runs } = useRuns();
  const list = useRef<HTMLDivElement>(null);
  const earlier = runs ? earlierThan(runs, run.id) : [];
  const vs = earlier.find(({ id }) => id === asked)?.id ?? earlier[0]?.id;
  useItemKeys(list, vs !== undefined);
  useNamedPart(runs !== undefined);
  if (!runs) return null;
  if (vs === undefined) return <Empty sentence="This is the oldest run: there is none before it to compare it with." />;
  return (
    <div ref={list}>
      <div className={classes.bar}>
        <RunPicker
          label={`Run ${run.id} compared with`}
          runs={earlier.map(namedRun)}
          value={vs}
          onPick={(next) => void navigate({ search: (old) => ({ ...old, vs: next }), replace: true })}
        />
      </div>
      <ComparedRuns runs={runs} run={run.id} vs={vs} />
    </div>
  );
}
