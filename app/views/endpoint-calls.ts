import type { CallCell, EndpointCalls } from '../../shared/call-views.ts';
import type { Pieces } from '../pieces.ts';
import type { Db } from '../store/database.ts';
import { readEndpoint } from '../store/endpoints.ts';
import { readFindingsOfEndpoint } from '../store/findings.ts';
import { type CallRow, readCallIds, readCalls, readRunOfCall, readRunsOfEndpoint } from '../store/inventory.ts';
import { likelyFrom } from '../store/settings.ts';

/** Which calls of an endpoint are asked for. */
export interface AskedCalls {
  readonly id: number;
  readonly run: number | null;
  readonly call: number | null;
}

/** Calls read in one piece of work. */
const PIECE = 1_000;

/**
 * An endpoint's calls in one run: that of the call named, else the one named, else the newest in which it was called.
 * Null when the workspace does not hold the endpoint.
 */
export function* endpointCallsOf(db: Db, { id, run, call }: AskedCalls): Pieces<EndpointCalls | null> {
  if (!readEndpoint(db, id)) return null;
  const runs = readRunsOfEndpoint(db, id);
  const shown =
    (call === null ? null : readRunOfCall(db, id, call)) ?? runs.find((each) => each === run) ?? runs.at(-1) ?? null;
  if (shown === null) return { run: null, calls: [], counted: {} };
  const cellOf = cellMaker(db, shown);
  const ids = readCallIds(db, id, shown);
  const calls: CallCell[] = [];
  for (let at = 0; at < ids.length; at += PIECE) {
    for (const row of readCalls(db, ids.slice(at, at + PIECE))) calls.push(cellOf(row));
    yield;
  }
  return { run: shown, calls, counted: countedIn(db, id, shown) };
}

/** A call linked below "likely" is drawn as one that did not write: the link is not claimed. */
function cellMaker(db: Db, run: number): (row: CallRow) => CallCell {
  const from = likelyFrom(db);
  return ({ startUs, probability, ...call }) => ({
    ...call,
    run,
    atMs: startUs === null ? null : Math.round(startUs / 1000),
    state: (probability ?? 0) >= from ? 'wrote' : 'no-write',
    probability: probability ?? 0,
  });
}

function countedIn(db: Db, endpointId: number, run: number): EndpointCalls['counted'] {
  const findings = readFindingsOfEndpoint(db, endpointId).filter(({ runId }) => runId === run);
  return Object.fromEntries(findings.map(({ rule, judgement }) => [rule, judgement.counted]));
}
