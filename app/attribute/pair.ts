import type { Chain, Interval, Run } from './run.ts';
import { isClose, type TimeCell, timeCells } from './time-evidence.ts';
import { chanceOf, combineWeights, type Feature } from './value-evidence.ts';
import { FINDS, FIRST, RESPONSE, type ValueIndex } from './value-index.ts';

/** One exchange that may have caused a chain, with what is known about the two before anything is learnt. */
export interface Pair {
  readonly exchange: number;
  readonly kind: number;
  /** Null where one side has no time. */
  readonly cells: readonly TimeCell[] | null;
  /** Whether the stamp lies in or soon after the exchange, or there is no time to say. */
  readonly isNear: boolean;
  /** Per feature of the case: where the exchange holds it, and how likely that is by the value's rarity. */
  readonly finds: Uint8Array;
  readonly chances: Float64Array;
  /** That this exchange is the cause; estimated anew in every round. */
  probability: number;
  /** The same without what the time says, and without what its kind usually writes; of recorded causes alone. */
  untimed: number;
  unaided: number;
  /** The odds of this pair by all but its own exchange's other writes: its message to those. */
  odds: number;
}

/** Before the rarity of its finds is looked up. */
export type RoughPair = Omit<Pair, 'chances' | 'probability' | 'untimed' | 'unaided' | 'odds'>;

/** A find that speaks neither for nor against. */
export const NO_EVIDENCE = FINDS.length;
/** Finds that say what a request is about. */
const NAMING = new Set<number>([FINDS.indexOf('path'), FINDS.indexOf('query'), FINDS.indexOf('token')]);
/** Rivals kept for each case. */
const MOST_PAIRS = 20;

/** What all pairs of a run are made from; edges are those of the exchanges' phases. */
export interface PairingTable {
  readonly run: Run;
  readonly index: ValueIndex;
  readonly edges: readonly (readonly number[] | null)[];
}

export function pairUp(
  { run, index, edges }: PairingTable,
  chain: Chain,
  features: readonly Feature[],
  exchange: number,
): RoughPair {
  return {
    exchange,
    kind: index.kindOf[exchange] ?? 0,
    ...timeOf(edges[exchange] ?? null, chain.at),
    finds: Uint8Array.from(features, (feature) => findAsCause(feature, exchange, run)),
  };
}

function timeOf(edges: readonly number[] | null, at: Interval | null): Pick<Pair, 'cells' | 'isNear'> {
  const cells = edges && at && timeCells(edges, at);
  return { cells, isNear: cells?.some(isClose) ?? true };
}

/**
 * Where an exchange holds a value, as far as it tells of a cause. A value that the log had before is no news in a
 * response; what a safe method's response shows is explained by reading it, unless it is the key of a new row; and
 * a value that did not move can name the row, but not the change.
 */
function findAsCause({ holders, role, isFresh }: Feature, exchange: number, { exchanges }: Run): number {
  const found = holders.finds.get(exchange) ?? 0;
  const find = found === FIRST && !isFresh ? RESPONSE : found;
  const isRead = exchanges[exchange]?.safe && (find === RESPONSE || (find === FIRST && role !== 'made'));
  if (isRead) return NO_EVIDENCE;
  return role === 'kept' && !NAMING.has(find) ? 0 : find;
}

/** The pairs worth weighing, judged by closeness in time and rare values alone. */
export function likeliest(pairs: readonly RoughPair[], features: readonly Feature[], index: ValueIndex): Pair[] {
  return pairs
    .map((pair) => ({ pair, score: pairs.length > MOST_PAIRS ? roughScore(pair, features, index) : 0 }))
    .sort((a, b) => b.score - a.score || a.pair.exchange - b.pair.exchange)
    .slice(0, MOST_PAIRS)
    .sort((a, b) => a.pair.exchange - b.pair.exchange)
    .map(({ pair }) => ({
      ...pair,
      chances: Float64Array.from(features, (feature, i) => chanceOf(feature, pair.finds[i] ?? 0, pair.exchange, index)),
      probability: 0,
      untimed: 0,
      unaided: 0,
      odds: 0,
    }));
}

function roughScore({ exchange, cells, finds }: RoughPair, features: readonly Feature[], index: ValueIndex): number {
  const surprises: number[] = [];
  finds.forEach((find, i) => {
    const feature = features[i];
    if (find > 0 && find !== NO_EVIDENCE && feature)
      surprises.push(-Math.log(chanceOf(feature, find, exchange, index)));
  });
  const density = (cells ?? []).reduce((sum, cell) => sum + cell.density, 0);
  return combineWeights(surprises) + Math.log(density + 1e-9);
}
