import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import type { CallCell, EndpointPage } from '../../../shared/views.ts';
import type { EndpointSearch } from '../../addresses.ts';
import { type CallGroup, type CallGroups, groupCalls, runsOf } from './call-order.ts';

const route = getRouteApi('/endpoint/$endpointId/$rule');

export interface Calls {
  /** The run whose calls are shown: a verdict is about the calls of one run. */
  readonly run: number | undefined;
  /** Runs it was called in, oldest first. */
  readonly runs: readonly number[];
  /** Of that run, in time order. */
  readonly calls: readonly CallCell[];
  readonly groups: CallGroups;
  readonly group: CallGroup;
  /** Place in the group. */
  readonly at: number;
  readonly call: CallCell | undefined;
  readonly neighbours: readonly CallCell[];
  readonly show: (call: CallCell) => void;
  readonly showGroup: (group: CallGroup) => void;
  readonly showRun: (run: number) => void;
  readonly step: (by: number) => void;
}

const NONE: readonly CallCell[] = [];

function firstOf(all: readonly CallCell[], run: number): CallCell | undefined {
  const calls = all.filter((cell) => cell.run === run);
  return groupCalls(calls).wrote[0] ?? calls[0];
}

/** Which call is on screen: it stands in the address, and its run with it. */
export function useCalls(page: EndpointPage | undefined): Calls {
  const { call: wanted, show: wantedGroup, run: wantedRun } = route.useSearch();
  const navigate = useNavigate({ from: '/endpoint/$endpointId/$rule' });
  const all = page?.calls ?? NONE;
  const runs = useMemo(() => (page ? runsOf(page) : []), [page]);
  const run =
    all.find((cell) => cell.exchangeId === wanted)?.run ?? runs.find((each) => each === wantedRun) ?? runs.at(-1);
  const calls = useMemo(() => all.filter((cell) => cell.run === run), [all, run]);
  const groups = useMemo(() => groupCalls(calls), [calls]);
  const isQuiet = groups.quiet.some((cell) => cell.exchangeId === wanted);
  const fallback: CallGroup = groups.wrote.length > 0 ? 'wrote' : 'quiet';
  const asked: CallGroup = wantedGroup === 'quiet' ? 'quiet' : wantedGroup === 'wrote' ? 'wrote' : fallback;
  const group: CallGroup = isQuiet ? 'quiet' : asked;
  const shown = groups[group];
  const at = Math.max(
    0,
    shown.findIndex((cell) => cell.exchangeId === wanted),
  );
  const go = (call: CallCell | undefined, show?: CallGroup) => {
    if (!call) return;
    const search = ({ run, vs }: EndpointSearch) => ({ call: call.exchangeId, show, run, vs });
    void navigate({ search, replace: true, state: (state) => state });
  };
  return {
    run,
    runs,
    calls,
    groups,
    group,
    at,
    call: shown[at],
    neighbours: [shown[at - 1], shown[at + 1]].flatMap((cell) => cell ?? []),
    show: (cell) => go(cell),
    showGroup: (next) => go(groups[next][0], next === fallback ? undefined : next),
    showRun: (next) => go(firstOf(all, next)),
    step: (by) => go(shown[at + by], group === fallback ? undefined : group),
  };
}
