import { findCandidates } from './candidates.ts';
import { FINDS } from './finds.ts';
import { type KeyAnswer, SILENT } from './keys.ts';
import { Lineup, MOST_PAIRS } from './lineup.ts';
import type { Matter } from './matter.ts';
import { NO_EVIDENCE, type Pair, Pairs } from './pair.ts';
import type { Chain } from './run.ts';
import { Tally } from './tally.ts';
import { type Feature, featuresOf } from './value-evidence.ts';

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
  readonly pairs: Pairs;
  readonly signatures: number;
  readonly sorts: number;
  /** Per kind of exchange and sort of value ({@link findKey}): the finds among all candidates near in time, causes or not. */
  readonly met: Tally;
}

/** A kind and a sort as one number. */
export const findKey = (sorts: number, kind: number, sort: number) => kind * sorts + sort;

/**
 * The cases of some of a run's chains, given by their positions. What was met is counted, unless cases that were opened
 * before have told it.
 */
export function openCases(matter: Matter, positions: readonly number[], known: Tally | null = null): Docket {
  const { run, index, chains, survey, signatures } = matter;
  const own = positions.flatMap((position) => chains[position] ?? []);
  const candidates = findCandidates(run, matter.moments, own, index);
  const met = known ?? new Tally(FINDS.length);
  const pairs = new Pairs(own.length * MOST_PAIRS);
  const lineup = new Lineup(run, index, pairs);
  const cases = own.map((chain, i): Case => {
    const key = keyOf(chain, matter.answers);
    const features = featuresOf(run, chains, positions[i] ?? 0, index, survey);
    const sorts = features.map(({ sort }) => survey.sorts.get(sort) ?? 0);
    lineup.seat(chain, features, narrowed(withoutRejected(matter, candidates.of(i), chain), key));
    if (!known)
      lineup.meet((kind, feature, find) => {
        if (find !== NO_EVIDENCE) met.add(findKey(survey.sorts.size, kind, sorts[feature] ?? 0), find, 1);
      });
    const signature = signatures.get(chain.signature) ?? 0;
    return { chain, signature, features, sorts, key, pairs: lineup.likeliest(), none: 0 };
  });
  return { cases, pairs, signatures: signatures.size, sorts: survey.sorts.size, met };
}

/** Candidates that nobody ruled out, for any member of the chain. */
function withoutRejected({ run, corrections }: Matter, found: Int32Array, { members }: Chain): Int32Array {
  const { rejected, background } = corrections;
  if (rejected.size === 0 && background.size === 0) return found;
  const ids = members.flatMap((member) => run.transactions[member]?.id ?? []);
  if (ids.some((id) => background.has(id))) return found.subarray(0, 0);
  return found.filter((position) => !ids.some((id) => rejected.get(id)?.has(run.exchanges[position]?.id ?? -1)));
}

/** The first member's answer that says anything. */
export function keyOf(chain: Chain, answers: readonly KeyAnswer[]): KeyAnswer {
  for (const member of chain.members) {
    const answer = answers[member];
    if (answer && answer.type !== 'silent') return answer;
  }
  return SILENT;
}

function narrowed(candidates: Int32Array, key: KeyAnswer): ArrayLike<number> {
  if (key.type === 'decided') return [key.exchange];
  if (key.type === 'unrecorded') return [];
  if (key.type === 'silent') return candidates;
  const both = candidates.filter((exchange) => key.exchanges.has(exchange));
  return both.length > 0 || key.type === 'foreign' ? both : [...key.exchanges].sort((a, b) => a - b);
}
