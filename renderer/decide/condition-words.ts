import type { ReopenCondition } from '../../shared/tracking-views.ts';

/** When an exception comes back before its day. */
export const CONDITION_WORDS: Readonly<Record<ReopenCondition, string>> = {
  shown: 'a response carries a value from the row',
  'other-table': 'it writes another table',
};
