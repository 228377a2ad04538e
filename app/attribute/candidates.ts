import type { Chain, Interval, Run } from './run.ts';
import type { ValueIndex } from './value-index.ts';

/** Clocks and stamps may disagree by this much at the start of an exchange. */
export const BEFORE_US = 15_000;
/** How long after its end an exchange's work may still commit. */
export const AFTER_US = 2_500_000;
/** Exchanges that stay open (event streams, web sockets) would be candidates of everything: the oldest give way. */
const MOST_OPEN = 400;
/** A value that more exchanges hold than this brings in no candidate by itself. */
const RARE = 20;

/**
 * For every chain the exchanges that can have caused it: those whose time meets its stamp, and, where one side
 * has no time, those that hold a rare value of it. Positions are those of the run. One sweep over both sides.
 */
export function findCandidates(run: Run, chains: readonly Chain[], index: ValueIndex): number[][] {
  const found: number[][] = chains.map(() => []);
  sweep(run, chains, (chain, open) => found[chain]?.push(...open));
  chains.forEach((chain, position) => {
    const known = new Set(found[position]);
    for (const exchange of holdersOfRare(run, chain, index)) {
      const timeless = chain.at === null || run.exchanges[exchange]?.startUs === null;
      if (timeless && !known.has(exchange)) found[position]?.push(exchange);
    }
  });
  return found.map((positions) => positions.sort((a, b) => a - b));
}

function sweep(run: Run, chains: readonly Chain[], visit: (chain: number, open: readonly number[]) => void): void {
  const timed = chains.flatMap(({ at }, chain) => (at ? [{ chain, at }] : []));
  timed.sort((a, b) => a.at.toUs - b.at.toUs);
  const reach = timed.reduce((longest, { at }) => Math.max(longest, at.toUs - at.fromUs), 0);
  let open: number[] = [];
  let next = 0;
  for (const { chain, at } of timed) {
    open = open.filter((position) => lastMoment(run, position) >= at.toUs - reach);
    for (; next < run.exchanges.length && firstMoment(run, next) < at.toUs; next++) open.push(next);
    if (open.length > MOST_OPEN) open = open.slice(-MOST_OPEN);
    visit(
      chain,
      open.filter((position) => meets(run, position, at)),
    );
  }
}

const firstMoment = ({ exchanges }: Run, position: number) =>
  (exchanges[position]?.startUs ?? Number.POSITIVE_INFINITY) - BEFORE_US;

function lastMoment({ exchanges }: Run, position: number): number {
  const exchange = exchanges[position];
  return (exchange?.endUs ?? exchange?.startUs ?? Number.NEGATIVE_INFINITY) + AFTER_US;
}

const meets = (run: Run, position: number, at: Interval) =>
  firstMoment(run, position) < at.toUs && lastMoment(run, position) >= at.fromUs;

function holdersOfRare({ transactions }: Run, chain: Chain, index: ValueIndex): Set<number> {
  const found = new Set<number>();
  for (const member of chain.members) {
    for (const { value } of transactions[member]?.values ?? []) {
      const finds = index.holders.get(value)?.finds;
      if (finds && finds.size <= RARE) for (const exchange of finds.keys()) found.add(exchange);
    }
  }
  return found;
}
