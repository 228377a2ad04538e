import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import type { CallCell, EndpointPage } from '../../../shared/views.ts';
import { type CallGroup, type CallGroups, groupCalls } from './call-order.ts';

const route = getRouteApi('/endpoint/$endpointId/$rule');

export interface Calls {
  readonly groups: CallGroups;
  readonly group: CallGroup;
  /** Place in the group. */
  readonly at: number;
  readonly call: CallCell | undefined;
  readonly neighbours: readonly CallCell[];
  readonly show: (call: CallCell) => void;
  readonly showGroup: (group: CallGroup) => void;
  readonly step: (by: number) => void;
}

const NONE: readonly CallCell[] = [];

/** Which call is on screen: it stands in the address. */
export function useCalls(page: EndpointPage | undefined): Calls {
  const { call: wanted, show: wantedGroup } = route.useSearch();
  const navigate = useNavigate({ from: '/endpoint/$endpointId/$rule' });
  const calls = page?.calls ?? NONE;
  const groups = useMemo(() => groupCalls(calls), [calls]);
  const holder: CallGroup | null = groups.quiet.some((cell) => cell.exchangeId === wanted) ? 'quiet' : null;
  const fallback: CallGroup = groups.wrote.length > 0 ? 'wrote' : 'quiet';
  const group: CallGroup =
    holder ?? (wantedGroup === undefined ? fallback : wantedGroup === 'quiet' ? 'quiet' : 'wrote');
  const shown = groups[group];
  const at = Math.max(
    0,
    shown.findIndex((cell) => cell.exchangeId === wanted),
  );
  const go = (search: { call?: number; show?: CallGroup }) => void navigate({ search, replace: true });
  return {
    groups,
    group,
    at,
    call: shown[at],
    neighbours: [shown[at - 1], shown[at + 1]].flatMap((cell) => cell ?? []),
    show: (cell) => go({ call: cell.exchangeId }),
    showGroup: (next) => go({ show: next, ...(groups[next][0] ? { call: groups[next][0].exchangeId } : {}) }),
    step: (by) => {
      const next = shown[at + by];
      if (next) go({ call: next.exchangeId, ...(group === fallback ? {} : { show: group }) });
    },
  };
}
