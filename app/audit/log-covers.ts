import { QUIET_US } from '../../shared/apart.ts';
import type { Micros } from '../../shared/records.ts';
import type { AuditFacts, FactExchange } from './facts.ts';

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

/** Captures of requests that no change log covers, by id, beside others that one does. */
export function uncoveredCaptures(sides: Sides): ReadonlySet<number> {
  const byCapture = Map.groupBy(sides.exchanges, ({ captureId }) => captureId);
  const covers = (exchanges: readonly FactExchange[]): boolean => {
    const ids = new Set(exchanges.map(({ id }) => id));
    const links = sides.links.filter(({ exchangeId }) => exchangeId !== null && ids.has(exchangeId));
    return logCovers({ ...sides, exchanges, links });
  };
  return new Set([...byCapture].flatMap(([id, exchanges]) => (covers(exchanges) ? [] : [id])));
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
