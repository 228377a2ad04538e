import { attribute } from '../app/attribute/attribute.ts';
import type { AttributableRun } from '../app/attribute/model.ts';
import type { Link } from '../shared/records.ts';
import type { BenchRun } from './read-run.ts';
import type { Answer } from './score.ts';
import type { Truth } from './truth.ts';
import { findValued } from './valued.ts';

/** A probability that was said of a cause, and whether it is the one. */
export interface Claim {
  readonly said: number;
  readonly isRight: boolean;
}

/** What attribution makes of a run: the answer to each transaction, and all that it said of the answer and its rivals. */
export interface Outcome {
  readonly answers: readonly Answer[];
  readonly claims: readonly Claim[];
}

/**
 * Attributes what is given, which may be the run with parts taken out, and holds it against the truth of the run. What an
 * exchange did that is not given, nobody did.
 */
export function outcomeOf(given: AttributableRun, run: BenchRun, truth: Truth): Outcome {
  const known = new Set(Array.from(given.exchanges, ({ id }) => id));
  const safe = new Map(run.exchanges.map((exchange) => [exchange.id, exchange.safe]));
  const causeOf = ({ transactionId }: Link): number | null => {
    const cause = truth.get(run.sourceIds[transactionId] ?? '') ?? null;
    return cause !== null && known.has(cause) ? cause : null;
  };
  const isValued = findValued(run.exchanges);
  const hasValueOf = ({ transactionId }: Link, cause: number | null): boolean => {
    const transaction = run.transactions[transactionId];
    return transaction !== undefined && cause !== null && isValued(transaction, cause);
  };
  const { links } = attribute(given);
  return {
    answers: links.map((link) => ({
      claim: link.exchangeId,
      truth: causeOf(link),
      probability: link.probability,
      isSafe: link.exchangeId !== null && (safe.get(link.exchangeId) ?? false),
      isValued: hasValueOf(link, causeOf(link)),
    })),
    claims: links.flatMap((link) =>
      [link, ...link.rivals].map(({ exchangeId, probability }) => ({
        said: probability,
        isRight: exchangeId === causeOf(link),
      })),
    ),
  };
}
