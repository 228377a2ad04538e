import { findCandidates } from './candidates.ts';
import type { KeyAnswer } from './keys.ts';
import type { Chain, Interval, Run } from './run.ts';
import { Tally } from './tally.ts';
import { edgesOf, isClose, type TimeCell, timeCells } from './time-evidence.ts';
import { chanceOf, combineWeights, type Feature, featuresOf } from './value-evidence.ts';
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
}

/** A chain and everything that competes for it. */
export interface Case {
  readonly chain: Chain;
  readonly signature: number;
  readonly features: readonly Feature[];
  /** Numbers of the features' sorts. */
  readonly sorts: readonly number[];
  readonly pairs: readonly Pair[];
  readonly key: KeyAnswer;
  /** That no recorded exchange is the cause. */
  none: number;
}

export interface Docket {
  readonly cases: readonly Case[];
  readonly signatures: number;
  readonly sorts: number;
  /** Per kind of exchange and sort of value ({@link findKey}): the finds among all candidates near in time, causes or not. */
  readonly met: Tally;
}

/** A find that speaks neither for nor against. */
export const NO_EVIDENCE = FINDS.length;

/** Rivals kept for each case. */
const MOST_PAIRS = 16;

export const findKey = (sorts: number, kind: number, sort: number) => kind * sorts + sort;

export function openCases(
  run: Run,
  chains: readonly Chain[],
  answers: readonly KeyAnswer[],
  index: ValueIndex,
): Docket {
  const candidates = findCandidates(run, chains, index);
  const features = featuresOf(run, chains, index);
  const signatureNumbers = new Numbers();
  const sortNumbers = new Numbers();
  const sorts = features.map((all) => all.map(({ sort }) => sortNumbers.of(sort)));
  const met = new Tally(FINDS.length);
  const edges = run.exchanges.map(edgesOf);
  const cases = chains.map((chain, position) => {
    const key = keyOf(chain, answers);
    const opened = {
      chain,
      signature: signatureNumbers.of(chain.signature),
      features: features[position] ?? [],
      sorts: sorts[position] ?? [],
      key,
      none: 0,
    };
    const rough = narrowed(candidates[position] ?? [], key).map((exchange) => ({
      exchange,
      kind: index.kindOf[exchange] ?? 0,
      ...timeOf(edges[exchange] ?? null, chain.at),
      finds: Uint8Array.from(opened.features, (feature) => findAsCause(feature, exchange, run)),
    }));
    for (const { kind, finds } of rough.filter(({ isNear }) => isNear))
      opened.sorts.forEach((sort, i) => {
        const find = finds[i] ?? 0;
        if (find !== NO_EVIDENCE) met.add(findKey(sortNumbers.size, kind, sort), find, 1);
      });
    return { ...opened, pairs: likeliest(rough, opened.features, index) };
  });
  return { cases, signatures: signatureNumbers.size, sorts: sortNumbers.size, met };
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

/** Finds that say what a request is about. */
const NAMING = new Set<number>([FINDS.indexOf('path'), FINDS.indexOf('query'), FINDS.indexOf('token')]);

/** Gives names small numbers, in the order of their first use. */
class Numbers {
  private readonly known = new Map<string, number>();

  get size(): number {
    return this.known.size;
  }

  of(name: string): number {
    const number = this.known.get(name) ?? this.known.size;
    this.known.set(name, number);
    return number;
  }
}

function timeOf(edges: readonly number[] | null, at: Interval | null): Pick<Pair, 'cells' | 'isNear'> {
  const cells = edges && at && timeCells(edges, at);
  return { cells, isNear: cells?.some(isClose) ?? true };
}

/** The first member's answer that says anything. */
function keyOf(chain: Chain, answers: readonly KeyAnswer[]): KeyAnswer {
  const all = chain.members.flatMap((member) => answers[member] ?? []);
  return all.find(({ type }) => type !== 'silent') ?? { type: 'silent' };
}

function narrowed(candidates: readonly number[], key: KeyAnswer): readonly number[] {
  if (key.type === 'decided') return [key.exchange];
  if (key.type === 'unrecorded') return [];
  if (key.type === 'silent') return candidates;
  const both = candidates.filter((exchange) => key.exchanges.has(exchange));
  return both.length > 0 ? both : [...key.exchanges].sort((a, b) => a - b);
}

type RoughPair = Omit<Pair, 'chances' | 'probability'>;

/** The pairs worth weighing, judged by closeness in time and rare values alone. */
function likeliest(pairs: readonly RoughPair[], features: readonly Feature[], index: ValueIndex): Pair[] {
  return pairs
    .map((pair) => ({ pair, score: pairs.length > MOST_PAIRS ? roughScore(pair, features, index) : 0 }))
    .sort((a, b) => b.score - a.score || a.pair.exchange - b.pair.exchange)
    .slice(0, MOST_PAIRS)
    .sort((a, b) => a.pair.exchange - b.pair.exchange)
    .map(({ pair }) => ({
      ...pair,
      chances: Float64Array.from(features, (feature, i) => chanceOf(feature, pair.finds[i] ?? 0, pair.exchange, index)),
      probability: 0,
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
