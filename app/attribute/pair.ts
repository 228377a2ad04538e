import type { AttributableExchange } from './model.ts';
import type { TimeCell } from './time-evidence.ts';
import type { Feature } from './value-evidence.ts';
import { FINDS, FIRST, RESPONSE } from './value-index.ts';

/** One exchange that may have caused a chain, with what is known about the two before anything is learnt. */
export interface Pair {
  readonly exchange: number;
  readonly kind: number;
  /** Null where one side has no time. */
  readonly cells: readonly TimeCell[] | null;
  /** Whether the stamp lies in or soon after the exchange, or there is no time to say. */
  readonly isNear: boolean;
  /** Per feature of the case: where the exchange holds it, and how likely that is by the value's rarity. */
  readonly finds: readonly number[];
  readonly chances: readonly number[];
  /** That this exchange is the cause; estimated anew in every round. */
  probability: number;
  /** The same without what the time says, and without what its kind usually writes; of recorded causes alone. */
  untimed: number;
  unaided: number;
  /** The odds of this pair by all but its own exchange's other writes: its message to those. */
  odds: number;
}

/** A find that speaks neither for nor against. */
export const NO_EVIDENCE = FINDS.length;
/** Finds that say what a request is about. */
export const NAMING = new Set<number>([FINDS.indexOf('path'), FINDS.indexOf('query'), FINDS.indexOf('token')]);

/**
 * Where an exchange holds a value, as far as it tells of a cause. A value that the log had before is no news in a
 * response; what a safe method's response shows is explained by reading it, unless it is the key of a new row; and
 * a value that did not move can name the row, but not the change.
 */
export function findAsCause({ role, isFresh }: Feature, found: number, exchange?: AttributableExchange): number {
  const find = found === FIRST && !isFresh ? RESPONSE : found;
  const isRead = exchange?.safe && (find === RESPONSE || (find === FIRST && role !== 'made'));
  if (isRead) return NO_EVIDENCE;
  return role === 'kept' && !NAMING.has(find) ? 0 : find;
}
