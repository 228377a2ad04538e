import type { Micros } from '../../shared/records.ts';
import { isSafe } from '../../shared/words.ts';
import type { AuditFacts, FactExchange, JoinedLink } from './facts.ts';
import { signatureOf } from './weigh.ts';

/** Commits are seen this long after the answer went out, so a call is open to chance for that long too. */
const AFTER_ANSWER_US = 150_000;

/** Expected chance writes by signature, for an endpoint's calls and the links that lead to them. */
export type ChanceOf = (calls: readonly FactExchange[], own: readonly JoinedLink[]) => ReadonlyMap<string, number>;

/**
 * Counts once, over the whole run, the writes that no request firmly explains. An endpoint's share of them is the
 * share of the run during which its calls were open; its own links are not counted against it.
 */
export function createChance(facts: AuditFacts, joined: readonly JoinedLink[]): ChanceOf {
  const loose = new Map<string, number>();
  for (const each of joined) addLoose(loose, each);
  const spanUs = Math.max(
    spanOf(facts.exchanges.flatMap((call) => [call.startUs, call.endUs])),
    spanOf(facts.transactions.map((transaction) => transaction.timeUs)),
  );
  return (calls, own) => {
    const mine = new Map<string, number>();
    for (const each of own) addLoose(mine, each);
    const share = spanUs === 0 ? 1 : Math.min(1, openUs(calls) / spanUs);
    const signatures = new Set(own.flatMap(signaturesOf));
    return new Map(
      [...signatures].map((signature) => {
        const others = (loose.get(signature) ?? 0) - (mine.get(signature) ?? 0);
        return [signature, Math.max(0, others) * share];
      }),
    );
  };
}

function addLoose(sums: Map<string, number>, each: JoinedLink): void {
  const looseness = loosenessOf(each);
  for (const signature of signaturesOf(each)) sums.set(signature, (sums.get(signature) ?? 0) + looseness);
}

/**
 * How much of a write is left unexplained: all of it without a request; all of it too where only the time links it
 * to a safe request, for such a link may be chance itself; else what the link's probability leaves open.
 */
function loosenessOf({ link, endpoint }: JoinedLink): number {
  if (endpoint === null) return 1;
  const byTimeAlone = !link.basis.includes('key') && !link.basis.includes('value');
  return byTimeAlone && isSafe(endpoint) ? 1 : 1 - link.probability;
}

/** Each once: a transaction is one event however many rows it has. */
const signaturesOf = ({ changes }: JoinedLink): string[] => [
  ...new Set(changes.filter((change) => change.counts && change.class !== 'ignored').map(signatureOf)),
];

function spanOf(times: readonly (Micros | null)[]): number {
  let from = Number.POSITIVE_INFINITY;
  let to = Number.NEGATIVE_INFINITY;
  for (const time of times) {
    if (time === null) continue;
    from = Math.min(from, time);
    to = Math.max(to, time);
  }
  return Math.max(0, to - from);
}

/** How long at least one of the calls was open, with the time for late commits. */
function openUs(calls: readonly FactExchange[]): number {
  const windows = calls.flatMap(({ startUs, endUs, reached }) =>
    startUs === null || reached === 'no' ? [] : [[startUs, (endUs ?? startUs) + AFTER_ANSWER_US] as const],
  );
  let open = 0;
  let coveredTo = Number.NEGATIVE_INFINITY;
  for (const [from, to] of windows.sort((a, b) => a[0] - b[0])) {
    open += Math.max(0, to - Math.max(from, coveredTo));
    coveredTo = Math.max(coveredTo, to);
  }
  return open;
}
