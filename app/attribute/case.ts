import { findCandidates } from './candidates.ts';
import type { KeyAnswer } from './keys.ts';
import type { Chain, Run } from './run.ts';
import { type TimeCell, timeCells } from './time-evidence.ts';
import { chanceOf, combineWeights, type Feature, featuresOf } from './value-evidence.ts';
import type { ValueIndex } from './value-index.ts';

/** One exchange that may have caused a chain, with what is known about the two before anything is learnt. */
export interface Pair {
  readonly exchange: number;
  readonly kind: number;
  /** Null where one side has no time. */
  readonly cells: readonly TimeCell[] | null;
  /** Per feature of the case: where the exchange holds it, and how likely that is by chance (natural log). */
  readonly finds: Uint8Array;
  readonly lnChances: Float64Array;
  /** That this exchange is the cause; estimated anew in every round. */
  probability: number;
}

/** A chain and everything that competes for it. */
export interface Case {
  readonly chain: Chain;
  readonly signature: number;
  readonly features: readonly Feature[];
  readonly pairs: readonly Pair[];
  readonly key: KeyAnswer;
  /** That no recorded exchange is the cause. */
  none: number;
}

/** Rivals kept for each case. */
const MOST_PAIRS = 20;

export function openCases(
  run: Run,
  chains: readonly Chain[],
  answers: readonly KeyAnswer[],
  index: ValueIndex,
): Case[] {
  const signatures = new Map<string, number>();
  const candidates = findCandidates(run, chains, index);
  return chains.map((chain, position) => {
    const signature = signatures.get(chain.signature) ?? signatures.size;
    signatures.set(chain.signature, signature);
    const key = keyOf(chain, answers);
    const features = featuresOf(run, chain, index);
    const pairs = narrowed(candidates[position] ?? [], key).map((exchange) =>
      pairUp(run, chain, features, exchange, index),
    );
    return { chain, signature, features, key, pairs: likeliest(pairs), none: 0 };
  });
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

function pairUp(run: Run, chain: Chain, features: readonly Feature[], exchange: number, index: ValueIndex): Pair {
  const recorded = run.exchanges[exchange];
  const finds = Uint8Array.from(features, ({ holders }) => holders.finds.get(exchange) ?? 0);
  return {
    exchange,
    kind: index.kindOf[exchange] ?? 0,
    cells: chain.at && recorded?.startUs != null ? timeCells(recorded, chain.at) : null,
    finds,
    lnChances: Float64Array.from(features, (feature, i) => Math.log(chanceOf(feature, finds[i] ?? 0, exchange, index))),
    probability: 0,
  };
}

/** The pairs worth weighing, judged by closeness in time and rare values alone. */
function likeliest(pairs: readonly Pair[]): Pair[] {
  if (pairs.length <= MOST_PAIRS) return [...pairs];
  const scored = pairs.map((pair) => ({ pair, score: roughScore(pair) }));
  scored.sort((a, b) => b.score - a.score || a.pair.exchange - b.pair.exchange);
  return scored
    .slice(0, MOST_PAIRS)
    .map(({ pair }) => pair)
    .sort((a, b) => a.exchange - b.exchange);
}

function roughScore({ cells, finds, lnChances }: Pair): number {
  const surprise = [...lnChances].map((lnChance, i) => (finds[i] === 0 ? 0 : -lnChance));
  const density = (cells ?? []).reduce((sum, cell) => sum + cell.density, 0);
  return combineWeights(surprise) + Math.log(density + 1e-9);
}
