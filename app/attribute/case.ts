import { findCandidates } from './candidates.ts';
import type { KeyAnswer } from './keys.ts';
import { Lineup } from './lineup.ts';
import type { Corrections } from './model.ts';
import { NO_EVIDENCE, type Pair } from './pair.ts';
import type { Chain, Run } from './run.ts';
import { Tally } from './tally.ts';
import { edgesOf } from './time-evidence.ts';
import { type Feature, featuresOf } from './value-evidence.ts';
import { FINDS, type ValueIndex } from './value-index.ts';

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

/** All cases of a run. */
export interface Docket {
  readonly cases: readonly Case[];
  readonly signatures: number;
  readonly sorts: number;
  /** Per kind of exchange and sort of value ({@link findKey}): the finds among all candidates near in time, causes or not. */
  readonly met: Tally;
}

export const findKey = (sorts: number, kind: number, sort: number) => kind * sorts + sort;

export function openCases(
  run: Run,
  chains: readonly Chain[],
  answers: readonly KeyAnswer[],
  index: ValueIndex,
  corrections: Corrections,
): Docket {
  const candidates = findCandidates(run, chains, index);
  const features = featuresOf(run, chains, index);
  const signatures = numberAll(chains.map(({ signature }) => signature));
  const sorts = numberAll(features.flat().map(({ sort }) => sort));
  const met = new Tally(FINDS.length);
  const lineup = new Lineup({ run, index, edges: run.exchanges.map(edgesOf) });
  const possible = (found: Int32Array, chain: Chain) => withoutRejected(run, corrections, found, chain);
  const cases = chains.map((chain, position): Case => {
    const key = keyOf(chain, answers);
    const own = features[position] ?? [];
    const numbers = own.map(({ sort }) => sorts.get(sort) ?? 0);
    lineup.seat(chain, own, narrowed(possible(candidates.of(position), chain), key));
    lineup.meet((kind, feature, find) => {
      if (find !== NO_EVIDENCE) met.add(findKey(sorts.size, kind, numbers[feature] ?? 0), find, 1);
    });
    const pairs = lineup.likeliest();
    return {
      chain,
      signature: signatures.get(chain.signature) ?? 0,
      features: own,
      sorts: numbers,
      key,
      pairs,
      none: 0,
    };
  });
  return { cases, signatures: signatures.size, sorts: sorts.size, met };
}

/** Candidates that nobody ruled out, for any member of the chain. */
function withoutRejected(
  { exchanges, transactions }: Run,
  { rejected, background }: Corrections,
  found: Int32Array,
  { members }: Chain,
): Int32Array {
  if (rejected.size === 0 && background.size === 0) return found;
  const ids = members.flatMap((member) => transactions[member]?.id ?? []);
  if (ids.some((id) => background.has(id))) return found.subarray(0, 0);
  return found.filter((position) => !ids.some((id) => rejected.get(id)?.has(exchanges[position]?.id ?? -1)));
}

/** Gives names small numbers, in the order of their first use. */
function numberAll(names: Iterable<string>): ReadonlyMap<string, number> {
  const numbers = new Map<string, number>();
  for (const name of names) if (!numbers.has(name)) numbers.set(name, numbers.size);
  return numbers;
}

/** The first member's answer that says anything. */
function keyOf(chain: Chain, answers: readonly KeyAnswer[]): KeyAnswer {
  const all = chain.members.flatMap((member) => answers[member] ?? []);
  return all.find(({ type }) => type !== 'silent') ?? { type: 'silent' };
}

function narrowed(candidates: Int32Array, key: KeyAnswer): ArrayLike<number> {
  if (key.type === 'decided') return [key.exchange];
  if (key.type === 'unrecorded') return [];
  if (key.type === 'silent') return candidates;
  const both = candidates.filter((exchange) => key.exchanges.has(exchange));
  return both.length > 0 ? both : [...key.exchanges].sort((a, b) => a - b);
}
