import { useState } from 'react';
import type { EndpointCalls } from '../../../shared/call-views.ts';
import { type AskedCalls, useEndpointCalls } from '../../data/queries.ts';

/** The calls of one run, and the call of the address that they were read for. */
export interface RunCalls {
  readonly of: EndpointCalls;
  readonly wanted: number | undefined;
  /** Nothing is known yet. */
  readonly isPending: boolean;
}

const NONE: EndpointCalls = { run: null, calls: [], counted: {} };
const isSame = (one: AskedCalls, other: AskedCalls): boolean => one.run === other.run && one.call === other.call;

/**
 * The calls of the run that holds the wanted call, else of the wanted run, else of the newest. They are read once for all
 * steps within their run; until those of another run are there, all stays as it is.
 */
export function useRunCalls(endpointId: number, call: number | undefined, run: number | undefined): RunCalls {
  const wants: AskedCalls = { call: call ?? null, run: run ?? null };
  const [asked, ask] = useState(wants);
  const [wanted, settle] = useState(call);
  const { data, isPlaceholderData, isPending } = useEndpointCalls(endpointId, asked);
  const of = data ?? NONE;
  const isThere = call !== undefined && of.calls.some(({ exchangeId }) => exchangeId === call);
  const next = isThere && !isPlaceholderData ? asked : wants;
  if (!isSame(next, asked)) ask(next);
  else if (!isPlaceholderData && wanted !== call) settle(call);
  return { of, wanted, isPending };
}
