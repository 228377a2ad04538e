import { formatCount, listOf, plural, STATUS_LABELS, tableWord } from '../../shared/text.ts';
import type { Exception, ReopenCondition } from '../../shared/tracking-views.ts';
import type { MigrationStatus } from '../../shared/words.ts';
import { dayWord, endOf } from './day.ts';
import type { Seen } from './seen.ts';

/** Why an exception does not stand any more. */
export interface Returned {
  /** `Exception ended 30 Nov 2026`, `Reopened: a response now carries page_hits.id`. */
  readonly why: string;
  /** The run that broke its condition; null when its day is over. */
  readonly run: number | null;
  readonly atMs: number;
}

/** Whether an exception has ended or no longer holds; null while it stands. Broken conditions come first. */
export function returned(exception: Exception, seen: readonly Seen[], today: string): Returned | null {
  for (const condition of exception.reopen ?? []) {
    const failing = seen.find((each) => failure(condition, exception.tables ?? [], each) !== null);
    if (!failing) continue;
    const why = `Reopened: ${failure(condition, exception.tables ?? [], failing)} in run ${failing.run}`;
    return { why, run: failing.run, atMs: failing.atMs };
  }
  const { until } = exception;
  if (until === null || today <= until) return null;
  return { why: `Exception ended ${dayWord(until)}`, run: null, atMs: endOf(until) };
}

/** `a response carries data.id = page_hits.id`, where a run shows that a condition is not so; else null. */
export function failure(condition: ReopenCondition, accepted: readonly string[], seen: Seen): string | null {
  if (condition === 'shown')
    return seen.shown.length === 0 ? null : `a response carries ${listOf(seen.shown.slice(0, 2).map(carriedAs))}`;
  const others = seen.tables.filter((table) => !accepted.includes(table));
  return others.length === 0 ? null : `it wrote ${listOf(others.slice(0, 3).map(tableWord))}`;
}

/** `data.id = page_hits.id` → `page_hits.id as data.id`. */
const carriedAs = (shown: string): string => shown.split(' = ').reverse().join(' as ');

/** What is said once it has returned: the reason, and the status before, which holds again. */
export const flagOf = ({ why }: Returned, before: MigrationStatus): string => `${why}. Was: ${STATUS_LABELS[before]}`;

/** Offered where the newest runs show nothing to accept any more; null while one does. */
export function notNeeded(seen: readonly Seen[]): string | null {
  const since = seen.slice(seen.findLastIndex(({ verdict }) => verdict === 'broken' || verdict === 'unsure') + 1);
  const kept = since.filter(({ verdict }) => verdict === 'holds' || verdict === 'allowed');
  const calls = kept.reduce((sum, each) => sum + each.calls, 0);
  return calls === 0
    ? null
    : `Not needed any more? 0 of ${formatCount(calls)} ${plural(calls, 'call')} broke the rule.`;
}
