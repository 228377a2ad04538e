import { QUIET_US } from '../../shared/apart.ts';
import type { Micros } from '../../shared/records.ts';
import type { AuditFacts } from './facts.ts';

type Sides = Pick<AuditFacts, 'exchanges' | 'transactions' | 'links' | 'likelyFrom'>;

/**
 * Whether the change log can show what the calls wrote. Where the two sides lie apart in time and nothing links them,
 * that no call is seen to write says nothing of the calls. Sides without times are taken at their word.
 */
export function logCovers({ exchanges, transactions, links, likelyFrom }: Sides): boolean {
  const calls = spanOf(exchanges.flatMap(({ startUs, endUs }) => [startUs, endUs]));
  const commits = spanOf(transactions.map(({ timeUs }) => timeUs));
  if (!calls || !commits) return true;
  const gapUs = Math.max(calls.from - commits.to, commits.from - calls.to);
  return gapUs <= QUIET_US || links.some((link) => link.exchangeId !== null && link.probability >= likelyFrom);
}

/** Null where nothing has a time. */
function spanOf(times: readonly (Micros | null)[]): { readonly from: Micros; readonly to: Micros } | null {
  let [from, to] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const time of times) {
    if (time === null) continue;
    from = Math.min(from, time);
    to = Math.max(to, time);
  }
  return from <= to ? { from, to } : null;
}
