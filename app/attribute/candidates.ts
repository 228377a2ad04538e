import { firstFrom } from './places.ts';
import type { Chain, Run } from './run.ts';
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
 * has no time, those that hold a rare value of it.
 */
export function findCandidates(run: Run, moments: Moments, chains: readonly Chain[], index: ValueIndex): Candidates {
  const found = sweep(moments, stampsOf(chains));
  addTimeless(run, chains, index, found);
  return found;
}

const NOTHING = new Int32Array(0);
/** Candidates stand in blocks of so many; those of one chain are never parted. */
const BLOCK = 1 << 20;

/** Per chain the positions of exchanges, ascending, in few large arrays. */
export class Candidates {
  readonly #blocks: Int32Array[] = [];
  /** Per chain: which block, from where in it, and how many. */
  readonly #places: Int32Array;
  readonly #starts: Int32Array;
  readonly #counts: Int32Array;
  /** The last block, and how much of it is taken. */
  #block = NOTHING;
  #taken = 0;

  constructor(chains: number) {
    this.#places = new Int32Array(chains);
    this.#starts = new Int32Array(chains);
    this.#counts = new Int32Array(chains);
  }

  /** A view, not a copy. */
  of(chain: number): Int32Array {
    const start = this.#starts[chain] ?? 0;
    const block = this.#blocks[this.#places[chain] ?? 0] ?? NOTHING;
    return block.subarray(start, start + (this.#counts[chain] ?? 0));
  }

  /** Sets a chain's candidates to the first so many of these. */
  put(chain: number, positions: Int32Array, count: number): void {
    if (this.#taken + count > this.#block.length) this.#begin();
    const block = this.#block;
    const start = this.#taken;
    for (let i = 0; i < count; i++) block[start + i] = positions[i] as number;
    this.#places[chain] = this.#blocks.length - 1;
    this.#starts[chain] = start;
    this.#counts[chain] = count;
    this.#taken = start + count;
  }

  #begin(): void {
    this.#block = new Int32Array(BLOCK);
    this.#blocks.push(this.#block);
    this.#taken = 0;
  }
}

/** Per exchange, in the order of their starts: from when until when it may have caused something. */
export interface Moments {
  readonly first: Float64Array;
  readonly last: Float64Array;
}

/** Of each exchange the first and last moment, in µs, at which what it causes may commit. */
export function momentsOf({ exchanges }: Run): Moments {
  const first = new Float64Array(exchanges.length);
  const last = new Float64Array(exchanges.length);
  exchanges.forEach(({ startUs, endUs }, position) => {
    first[position] = (startUs ?? Number.POSITIVE_INFINITY) - BEFORE_US;
    last[position] = (endUs ?? startUs ?? Number.NEGATIVE_INFINITY) + AFTER_US;
  });
  return { first, last };
}

/**
 * All exchanges that can be candidates of these chains by their time: those that begin before the last of them, and as
 * many before the first of them as may be open.
 */
export function reachOf({ first }: Moments, chains: readonly Chain[]): { from: number; to: number } {
  let [earliest, latest] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const { at } of chains) {
    earliest = Math.min(earliest, at?.toUs ?? earliest);
    latest = Math.max(latest, at?.toUs ?? latest);
  }
  const to = firstFrom(first, latest);
  return { from: Math.min(to, Math.max(0, firstFrom(first, earliest) - MOST_OPEN)), to };
}

/** Per chain: its stamp; NaN where it has none. */
export interface Stamps {
  readonly from: Float64Array;
  readonly to: Float64Array;
}

const stampsOf = (chains: readonly Chain[]): Stamps => ({
  from: Float64Array.from(chains, ({ at }) => at?.fromUs ?? Number.NaN),
  to: Float64Array.from(chains, ({ at }) => at?.toUs ?? Number.NaN),
});

/** One pass over both sides, in the order of time. */
export function sweep({ first, last }: Moments, stamps: Stamps): Candidates {
  const { from, to } = stamps;
  const reach = longest(stamps);
  const found = new Candidates(to.length);
  const open = new Open(last);
  let next = 0;
  for (const chain of timedInOrder(to)) {
    const toUs = to[chain] as number;
    open.drop(toUs - reach);
    while (next < first.length && (first[next] as number) < toUs) open.add(next++);
    open.copyTo(found, chain, from[chain] as number);
  }
  return found;
}

/** Chains with a time by the ends of their stamps; nearly always they are in that order already. */
function timedInOrder(to: Float64Array): Int32Array {
  const timed = new Int32Array(to.length);
  let count = 0;
  let isSorted = true;
  for (let chain = 0; chain < to.length; chain++) {
    if (Number.isNaN(to[chain])) continue;
    if (count > 0) isSorted &&= (to[timed[count - 1] as number] as number) <= (to[chain] as number);
    timed[count++] = chain;
  }
  const order = timed.subarray(0, count);
  return isSorted ? order : order.sort((a, b) => (to[a] as number) - (to[b] as number) || a - b);
}

function longest({ from, to }: Stamps): number {
  let most = 0;
  for (let chain = 0; chain < to.length; chain++)
    if ((to[chain] as number) - (from[chain] as number) > most) most = (to[chain] as number) - (from[chain] as number);
  return most;
}

/** Exchanges that began and may still be at work, oldest first. */
class Open {
  readonly #last: Float64Array;
  readonly #positions = new Int32Array(2 * MOST_OPEN);
  readonly #lasting = new Int32Array(2 * MOST_OPEN);
  #count = 0;
  /** None of them ends before this. */
  #soonest = Number.POSITIVE_INFINITY;

  constructor(last: Float64Array) {
    this.#last = last;
  }

  add(position: number): void {
    if (this.#count === this.#positions.length) this.#dropOldest();
    this.#positions[this.#count++] = position;
    this.#soonest = Math.min(this.#soonest, this.#last[position] as number);
  }

  /** Those that ended before a time. */
  drop(beforeUs: number): void {
    if (this.#soonest >= beforeUs) return;
    const [last, positions] = [this.#last, this.#positions];
    const count = this.#keepLasting(beforeUs, positions);
    let soonest = Number.POSITIVE_INFINITY;
    for (let i = 0; i < count; i++) soonest = Math.min(soonest, last[positions[i] as number] as number);
    this.#soonest = soonest;
    this.#count = count;
  }

  /** Those that last until a time are the candidates of a chain. */
  copyTo(found: Candidates, chain: number, untilUs: number): void {
    if (this.#count > MOST_OPEN) this.#dropOldest();
    if (this.#soonest >= untilUs) found.put(chain, this.#positions, this.#count);
    else found.put(chain, this.#lasting, this.#keepLasting(untilUs, this.#lasting));
  }

  #dropOldest(): void {
    this.#positions.copyWithin(0, this.#count - MOST_OPEN, this.#count);
    this.#count = MOST_OPEN;
  }

  #keepLasting(untilUs: number, into: Int32Array): number {
    const [last, positions, count] = [this.#last, this.#positions, this.#count];
    let kept = 0;
    for (let i = 0; i < count; i++) {
      const position = positions[i] as number;
      if ((last[position] as number) >= untilUs) into[kept++] = position;
    }
    return kept;
  }
}

/** Where one side has no time, rare values tell. */
function addTimeless(run: Run, chains: readonly Chain[], index: ValueIndex, found: Candidates): void {
  chains.forEach((chain, position) => {
    const more = holdersOfRare(run, chain, index);
    if (more.size === 0) return;
    const all = Int32Array.from(new Set([...found.of(position), ...more])).sort();
    found.put(position, all, Math.min(all.length, BLOCK));
  });
}

/** Exchanges with a rare value of the chain, as far as they or the chain have no time. */
export function holdersOfRare(
  { exchanges, transactions }: Run,
  { at, members }: Chain,
  index: ValueIndex,
): Set<number> {
  const found = new Set<number>();
  // Exchanges without a time come last.
  if (at !== null && exchanges.at(-1)?.startUs !== null) return found;
  for (const member of members) {
    for (const { value } of transactions[member]?.values ?? []) {
      const holders = index.holders.get(value);
      if (!holders || holders.size > RARE) continue;
      for (const exchange of holders.exchanges)
        if (at === null || exchanges[exchange]?.startUs === null) found.add(exchange);
    }
  }
  return found;
}
