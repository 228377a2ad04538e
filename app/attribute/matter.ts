import { type Moments, momentsOf } from './candidates.ts';
import { findJoins, findReferences, type Join, type Reference } from './chains.ts';
import { groupTransactions } from './group.ts';
import { answerKeys, type KeyAnswer } from './keys.ts';
import type { Corrections } from './model.ts';
import type { Chain, Run } from './run.ts';
import { type Survey, surveyValues } from './value-evidence.ts';
import type { ValueIndex } from './value-index.ts';

/** What is worked out once for a whole run; its busy periods only read it. */
export interface Matter {
  readonly run: Run;
  readonly index: ValueIndex;
  /** In the order of their times; those without one come last. */
  readonly chains: readonly Chain[];
  /** Per transaction. */
  readonly answers: readonly KeyAnswer[];
  readonly corrections: Corrections;
  readonly moments: Moments;
  readonly survey: Survey;
  /** Numbers of the chains' signatures. */
  readonly signatures: ReadonlyMap<string, number>;
  /** By the position of either transaction. */
  readonly joins: ReadonlyMap<number, readonly Join[]>;
  /** By the position of the later transaction. */
  readonly references: ReadonlyMap<number, readonly Reference[]>;
}

/** Takes a run whose stamps are on the exchanges' clock. */
export function gatherMatter(run: Run, index: ValueIndex, corrections: Corrections): Matter {
  const answers = answerKeys(run);
  const { chains, joins } = groupTransactions(run, findJoins(run), answers, index);
  return {
    run,
    index,
    chains,
    answers,
    corrections,
    moments: momentsOf(run),
    survey: surveyValues(run, chains, index),
    signatures: numberAll(chains.map(({ signature }) => signature)),
    joins: byEnds(joins, ({ earlier, later }) => [earlier, later]),
    references: byEnds(findReferences(run), ({ later }) => [later]),
  };
}

/** Gives names small numbers, in the order of their first use. */
function numberAll(names: Iterable<string>): ReadonlyMap<string, number> {
  const numbers = new Map<string, number>();
  for (const name of names) if (!numbers.has(name)) numbers.set(name, numbers.size);
  return numbers;
}

function byEnds<T>(all: readonly T[], endsOf: (one: T) => readonly number[]): Map<number, T[]> {
  const found = new Map<number, T[]>();
  for (const one of all) {
    for (const end of endsOf(one)) {
      const known = found.get(end);
      if (known) known.push(one);
      else found.set(end, [one]);
    }
  }
  return found;
}
