import type { Moments } from './candidates.ts';
import type { Chain, Interval } from './run.ts';

/** Chains that are judged together; by their positions in the run's chains, in the order of time. */
export interface BusyPeriod {
  /** Those whose answers count. */
  readonly own: readonly number[];
  /** Those around them that compete for the same exchanges, where a period was too long to be judged at once. */
  readonly beside: readonly number[];
}

/** What names a row that was written up to this much earlier may have the cause of that write. */
const NEAR_US = 2_000_000;
/** So much of either side is judged along with a part of a period that was cut. */
const AROUND_US = 2_000_000;

/**
 * Splits a run into periods of at most so many chains. Where possible they share no candidate, and nothing in one
 * refers to the other; then each is judged as it would be with all others. Chains without a time come last.
 */
export function splitRun(chains: readonly Chain[], moments: Moments, most: number): BusyPeriod[] {
  const timed = chains.flatMap(({ at }, position) => (at ? [{ position, at }] : []));
  const timeless = chains.flatMap(({ at }, position) => (at ? [] : [position]));
  const parts = gather(findQuiet(timed, moments), most).flatMap((part) => cut(part, most));
  return [...parts, ...inPieces(timeless, most).map((own) => ({ own, beside: [] }))];
}

interface TimedChain {
  readonly position: number;
  readonly at: Interval;
}

/** Cut wherever no exchange reaches from one side to the other, and no reference can. */
function findQuiet(timed: readonly TimedChain[], { first, last }: Moments): TimedChain[][] {
  const periods: TimedChain[][] = [];
  let [next, endUs, reachUs] = [0, Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const chain of timed) {
    const isApart = chain.at.fromUs > reachUs && chain.at.fromUs > endUs + NEAR_US;
    if (isApart) periods.push([]);
    periods.at(-1)?.push(chain);
    endUs = Math.max(endUs, chain.at.toUs);
    for (; next < first.length && (first[next] as number) < endUs; next++)
      reachUs = Math.max(reachUs, last[next] as number);
  }
  return periods;
}

/** Puts neighbouring periods together while they stay small: few large units are less work than many small ones. */
function gather(periods: readonly TimedChain[][], most: number): TimedChain[][] {
  const gathered: TimedChain[][] = [];
  for (const period of periods) {
    const before = gathered.at(-1);
    if (before && before.length + period.length <= most) for (const chain of period) before.push(chain);
    else gathered.push([...period]);
  }
  return gathered;
}

function cut(period: readonly TimedChain[], most: number): BusyPeriod[] {
  if (period.length <= most) return [{ own: positionsOf(period), beside: [] }];
  let from = 0;
  return inPieces(period, most).map((own) => {
    const to = from + own.length;
    const beside = [...before(period, from, most), ...after(period, to, most)];
    from = to;
    return { own: positionsOf(own), beside: positionsOf(beside) };
  });
}

const positionsOf = (chains: readonly TimedChain[]): number[] => chains.map(({ position }) => position);

/** Equal parts, as few as the size allows. */
function inPieces<T>(all: readonly T[], most: number): T[][] {
  const pieces = Math.ceil(all.length / most);
  return Array.from({ length: pieces }, (_, i) =>
    all.slice(Math.floor((i * all.length) / pieces), Math.floor(((i + 1) * all.length) / pieces)),
  );
}

function before(period: readonly TimedChain[], from: number, most: number): readonly TimedChain[] {
  const sinceUs = (period[from]?.at.fromUs ?? 0) - AROUND_US;
  let start = from;
  while (start > 0 && from - start < most && (period[start - 1]?.at.fromUs ?? 0) >= sinceUs) start--;
  return period.slice(start, from);
}

function after(period: readonly TimedChain[], to: number, most: number): readonly TimedChain[] {
  const untilUs = (period[to - 1]?.at.toUs ?? 0) + AROUND_US;
  let end = to;
  while (end < period.length && end - to < most && (period[end]?.at.fromUs ?? 0) <= untilUs) end++;
  return period.slice(to, end);
}
