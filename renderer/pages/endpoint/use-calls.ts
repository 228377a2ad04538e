import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useEffect, useMemo, useState } from 'react';
import type { EndpointCalls } from '../../../shared/call-views.ts';
import type { EndpointPage } from '../../../shared/views.ts';
import type { EndpointSearch } from '../../addresses.ts';
import { useStable } from '../../components/use-stable.ts';
import { useReadCalls } from '../../data/queries.ts';
import { type CallGroup, type CallGroups, callsFor, groupCalls, type RuledCall, type ShownRule } from './call-order.ts';
import { useRunCalls } from './use-run-calls.ts';

const route = getRouteApi('/endpoint/$endpointId/$rule');

export interface Calls {
  /** They are not read yet. */
  readonly isPending: boolean;
  /** The run whose calls are shown: a verdict is about the calls of one run. */
  readonly run: number | undefined;
  /** Runs it was called in, oldest first. */
  readonly runs: readonly number[];
  /** Of that run, in time order. */
  readonly calls: readonly RuledCall[];
  readonly groups: CallGroups;
  readonly group: CallGroup;
  /** Place in the group. */
  readonly at: number;
  readonly call: RuledCall | undefined;
  readonly neighbours: readonly RuledCall[];
  readonly show: (call: RuledCall) => void;
  readonly showGroup: (group: CallGroup) => void;
  readonly showRun: (run: number) => void;
  readonly step: (by: number) => void;
}

const firstOf = (rule: ShownRule, of: EndpointCalls): RuledCall | undefined =>
  groupCalls(callsFor(rule, of)).counted[0] ?? callsFor(rule, of)[0];

/**
 * Which call is on screen: it stands in the address, and its run with it. Where neither does, it is of the run that the
 * verdict is about.
 */
export function useCalls({ endpoint, runs }: EndpointPage, rule: ShownRule, verdictRun: number | undefined): Calls {
  const { call: wantedCall, show: wantedGroup, run: wantedRun } = route.useSearch();
  const navigate = useNavigate({ from: '/endpoint/$endpointId/$rule' });
  const readCalls = useReadCalls(endpoint.id);
  const { of, wanted, isPending } = useRunCalls(endpoint.id, wantedCall, wantedRun ?? verdictRun);
  const calls = useMemo(() => callsFor(rule, of), [rule, of]);
  const groups = useMemo(() => groupCalls(calls), [calls]);
  const isQuiet = groups.quiet.some((cell) => cell.exchangeId === wanted);
  const fallback: CallGroup = groups.counted.length > 0 ? 'counted' : 'quiet';
  const asked: CallGroup = wantedGroup === 'quiet' ? 'quiet' : wantedGroup === 'counted' ? 'counted' : fallback;
  const group: CallGroup = isQuiet ? 'quiet' : asked;
  const shown = groups[group];
  const at = Math.max(
    0,
    shown.findIndex((cell) => cell.exchangeId === wanted),
  );
  const go = (call: RuledCall | undefined, show?: CallGroup) => {
    if (!call) return;
    const search = ({ run, vs }: EndpointSearch) => ({ call: call.exchangeId, show, run, vs });
    void navigate({ search, replace: true, state: (state) => state });
  };
  const stepBy = useStable((by: number) => go(shown[at + by], group === fallback ? undefined : group));
  const [owed, owe] = useState(0);
  useEffect(() => {
    if (isPending || owed === 0) return;
    owe(0);
    stepBy(owed);
  }, [isPending, owed, stepBy]);
  return {
    isPending,
    run: of.run ?? undefined,
    runs,
    calls,
    groups,
    group,
    at,
    call: shown[at],
    neighbours: [shown[at - 1], shown[at + 1]].flatMap((cell) => cell ?? []),
    show: (cell) => go(cell),
    showGroup: (next) => go(groups[next][0], next === fallback ? undefined : next),
    showRun: (to) => void readCalls(to).then((next) => go(firstOf(rule, next))),
    // A step asked for before the calls are read is taken once they are.
    step: (by) => (isPending ? owe(owed + by) : stepBy(by)),
  };
}
