import { formatCount, plural } from '../../shared/text.ts';
import type { RuleId } from '../../shared/words.ts';

/** What a rule counts, in the few words that a line of a list has room for, and what those that broke it did. */
const COUNTED: Readonly<Record<RuleId, readonly [one: string, many: string, deed: string]>> = {
  'safe-method-writes': ['call', 'calls', 'wrote'],
  'telemetry-read-back': ['call', 'calls', 'read back'],
  'put-not-idempotent': ['repeat', 'repeats', 'left other rows'],
  'put-partial': ['PUT', 'PUTs', 'kept the rest'],
  'put-split-ownership': ['PUT', 'PUTs', 'left parts out'],
  'put-shared-state': ['row', 'rows', 'shared'],
  'patch-unconditional': ['PATCH', 'PATCHes', 'could undo others'],
  'delete-side-effects': ['DELETE', 'DELETEs', 'touched more'],
  'failed-call-writes': ['failed call', 'failed calls', 'left rows changed'],
  'duplicate-post': ['repeat', 'repeats', 'made a second'],
  'cached-side-effect': ['call', 'calls', 'behind a cache'],
};

/** `11 of 18 PATCHes`. */
export function countedOf(rule: RuleId, broke: number, of: number): string {
  const [one, many] = COUNTED[rule];
  return `${formatCount(broke)} of ${formatCount(of)} ${plural(of, one, many)}`;
}

/** What those did: `could undo others`. */
export const deedOf = (rule: RuleId): string => COUNTED[rule][2];
