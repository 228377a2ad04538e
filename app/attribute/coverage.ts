import type { Case } from './case.ts';
import type { AttributableExchange } from './model.ts';
import type { Interval, Run } from './run.ts';

/** How long after the server's work a commit still counts as beside it, in microseconds. */
const REACHES = [32_000, 256_000];
/** The same where the request says nothing of the commit but that it was open. */
const OPEN_REACHES = [0, 32_000];
/** So long after the last request hardly any work of one goes on; longer where requests may have waited. */
const LATE_REACHES = [1_000_000, 4_000_000];
/** Times by which commits are moved to see how often they would fall beside such requests by chance. */
const SHIFTS = [5_300_000, -7_100_000, 11_900_000];
/** Clocks that agree may still differ by this much. */
const SLACK_US = 5_000;
/** Where requests are hardly ever alone, commits beside them say nothing. */
const LEAST_ALONE = 0.001;
/** Requests looked at on the way back in time. */
const MOST_STEPS = 60;

/** What is known of background work by where its commits fall; per signature. */
export interface Background {
  /** How many chains can come from no request at all. */
  readonly most: readonly number[];
  /** How many can come from requests that were not recorded. */
  readonly missing: readonly number[];
  /** Whether they keep no step with requests, as far as enough of them can tell. */
  readonly isLike: readonly boolean[];
}

/** From so many expected apart, the number seen apart tells something; of background it is at least this share. */
const TELLING = 6;
const ALIKE = 0.7;

/**
 * Per signature: how many of its chains can come from no request at all. Background work keeps no step with
 * requests: as many of its commits lie beside a request that holds their values, one that is meant to write, or any,
 * as would by chance. What lies apart from all of them, scaled by that chance, bounds the background.
 */
export function boundBackground(run: Run, cases: readonly Case[], signatures: number): Background {
  const unsafe = run.exchanges.flatMap(({ safe }, position) => (safe ? [] : [position]));
  const any = [...run.exchanges.keys()];
  const all = cases.map((one) => ({ one, holders: rarestHolders(one) }));
  const most = Array.from({ length: signatures }, () => Number.POSITIVE_INFINITY);
  for (const reach of REACHES) {
    narrow(
      most,
      countApart(run, all, reach, ({ holders }) => holders),
    );
    narrow(
      most,
      countApart(run, all, reach, () => unsafe),
    );
  }
  const missing = [...most].fill(Number.POSITIVE_INFINITY);
  for (const reach of OPEN_REACHES) {
    const counts = countApart(run, all, reach, () => any);
    narrow(most, counts);
    narrowMissing(missing, counts, aloneShare(run, reach));
  }
  const late = LATE_REACHES.map((reach) =>
    likenessOf(
      countApart(run, all, reach, () => any),
      signatures,
    ),
  );
  return { most, missing, isLike: most.map((_, signature) => late.every((alike) => alike[signature] === true)) };
}

interface Sought {
  readonly one: Case;
  /** Exchanges with its rarest value, in the order of time. */
  readonly holders: readonly number[];
}

function rarestHolders({ features }: Case): readonly number[] {
  const held = features.filter(({ role, holders }) => role !== 'kept' && role !== 'same' && holders.size > 0);
  const rarest = held.reduce<(typeof held)[number] | null>(
    (best, feature) => (best && best.holders.size <= feature.holders.size ? best : feature),
    null,
  );
  return rarest?.holders.exchanges ?? [];
}

/** Per signature: chains with somewhere to look; those apart from it, and those that would be by chance. */
interface Apart {
  chains: number;
  seen: number;
  expected: number;
}

function countApart(
  { exchanges }: Run,
  all: readonly Sought[],
  reach: number,
  where: (sought: Sought) => readonly number[],
): ReadonlyMap<number, Apart> {
  const counts = new Map<number, Apart>();
  for (const sought of all) {
    const { at } = sought.one.chain;
    const beside = where(sought);
    if (!at || beside.length === 0) continue;
    const count = counts.get(sought.one.signature) ?? { chains: 0, seen: 0, expected: 0 };
    counts.set(sought.one.signature, count);
    const isApart = (by: number) => (isBeside(exchanges, beside, at, by, reach) ? 0 : 1);
    count.chains++;
    count.seen += isApart(0);
    count.expected += SHIFTS.reduce((sum, by) => sum + isApart(by), 0) / SHIFTS.length;
  }
  return counts;
}

function narrow(most: number[], counts: ReadonlyMap<number, Apart>): void {
  for (const [signature, { chains, seen, expected }] of counts) {
    const share = (expected + 0.5) / (chains + 1);
    most[signature] = Math.min(most[signature] ?? 0, (seen + 1) / share);
  }
}

/**
 * Requests that were not recorded are open beside recorded ones as often as those are beside each other, or as any
 * moment is where they have nothing to do with them. Half of that is asked for: some always go together.
 */
function narrowMissing(missing: number[], counts: ReadonlyMap<number, Apart>, alone: number): void {
  for (const [signature, { chains, seen, expected }] of counts) {
    const share = Math.min(alone, (expected + 0.5) / (chains + 1)) / 2;
    missing[signature] = Math.min(missing[signature] ?? 0, (seen + 1) / Math.max(LEAST_ALONE, share));
  }
}

/** Share of the exchanges in whose middle no other one is open. */
function aloneShare({ exchanges }: Run, reach: number): number {
  const timed = exchanges.filter(({ startUs, endUs }) => startUs !== null && endUs !== null);
  let latest = Number.NEGATIVE_INFINITY;
  const alone = timed.filter(({ startUs, endUs }, position) => {
    const end = endUs ?? 0;
    const middle = ((startUs ?? 0) + end) / 2;
    const isOpen = latest + reach >= middle || (timed[position + 1]?.startUs ?? middle) < middle;
    latest = Math.max(latest, end);
    return !isOpen;
  });
  return alone.length / Math.max(1, timed.length);
}

const likenessOf = (counts: ReadonlyMap<number, Apart>, signatures: number): boolean[] =>
  Array.from({ length: signatures }, (_, signature) => {
    const { seen, expected } = counts.get(signature) ?? { seen: 0, expected: 0 };
    return expected >= TELLING && seen >= ALIKE * expected;
  });

function isBeside(
  exchanges: readonly AttributableExchange[],
  beside: readonly number[],
  at: Interval,
  by: number,
  reach: number,
): boolean {
  let next = firstAfter(exchanges, beside, at.toUs + by + SLACK_US) - 1;
  for (let step = 0; step < MOST_STEPS && next >= 0; step++, next--) {
    const exchange = exchanges[beside[next] ?? 0];
    const end = exchange?.endUs ?? exchange?.serverToUs ?? exchange?.startUs ?? 0;
    if (end + reach >= at.fromUs + by) return true;
  }
  return false;
}

/** How many of the positions begin before a time. */
function firstAfter(exchanges: readonly AttributableExchange[], positions: readonly number[], us: number): number {
  let [low, high] = [0, positions.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((exchanges[positions[middle] ?? 0]?.startUs ?? Number.POSITIVE_INFINITY) < us) low = middle + 1;
    else high = middle;
  }
  return low;
}
