import type { Candidate, Decider } from '../../shared/run-views.ts';

/** Coarser stamps than this hold several requests at once. */
const COARSE_US = 100_000;
/** A candidate below this does not keep a transaction open. */
const SERIOUS = 0.05;

/**
 * What would decide between these candidates.
 * `resolutionUs` = of the transaction's time; null where it has none.
 */
export function deciderOf(resolutionUs: number | null, candidates: readonly Candidate[]): Decider {
  if (resolutionUs === null) return 'commit-time';
  if (resolutionUs >= COARSE_US) return 'finer-time';
  const serious = candidates.filter(({ probability }) => probability >= SERIOUS);
  const requests = serious.filter(({ exchangeId }) => exchangeId !== null);
  const endpoints = new Set(requests.map(({ endpoint }) => endpoint?.id));
  if (endpoints.size !== 1) return 'id';
  if (requests.length < serious.length) return 'more-calls';
  return requests.length > 1 ? 'id-for-call' : 'id';
}
