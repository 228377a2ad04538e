import { formatCount, plural, STATUS_LABELS } from '../../shared/text.ts';
import type { FindingRow } from '../../shared/views.ts';
import { shownDay } from './days.ts';
import type { Decision } from './moves.ts';

/** A decision's answer: how many were done, and which were not allowed and why. */
export interface Answer {
  readonly applied: number;
  readonly refused: readonly { readonly why: string }[];
}

/** What the toast says after a decision: `3 findings: Detected to Planned`. */
export function saidAfter(decision: Decision, before: readonly FindingRow[], answer: Answer): string {
  const done = answer.applied === 1 ? '' : `${formatCount(answer.applied)} ${plural(answer.applied, 'finding')}: `;
  const said = answer.applied > 0 ? `${done}${deedOf(decision, before)}` : 'Nothing changed';
  return [said, ...refusals(answer)].join('. ').replace(/\.$/, '');
}

/** What the toast says of a decision that failed. A note replaces nothing, and its text waits in the panel. */
export function saidOfFailure({ kind }: Decision, reason: string): string {
  const left = kind === 'note' ? 'Its text is still there when you open the note again.' : 'The old value is back.';
  return `It was not kept: ${reason.replace(/\.$/, '')}. ${left}`;
}

function refusals({ refused }: Answer): string[] {
  const byWhy = new Map<string, number>();
  for (const { why } of refused) byWhy.set(why, (byWhy.get(why) ?? 0) + 1);
  return [...byWhy].map(([why, count]) => `${formatCount(count)} not: ${why.replace(/\.$/, '')}`);
}

function deedOf(decision: Decision, before: readonly FindingRow[]): string {
  switch (decision.kind) {
    case 'status':
      return `${fromWord(before)} to ${STATUS_LABELS[decision.status]}`;
    case 'live':
      return `Live from ${shownDay(decision.shippedOn)}`;
    case 'owner':
      return decision.owner ? `Owner ${decision.owner}` : 'No owner';
    case 'ticket':
      return decision.ticket ? `Ticket ${decision.ticket}` : 'No ticket';
    case 'note':
      return 'Note added';
    case 'exception':
      return decision.exception ? exceptionWords(decision.exception.until) : 'Exception ended';
  }
}

/** The status they had, or that it differed. */
function fromWord(before: readonly FindingRow[]): string {
  const statuses = new Set(before.map(({ tracking }) => tracking.status));
  const [only] = statuses;
  return statuses.size === 1 && only ? STATUS_LABELS[only] : `${statuses.size} different`;
}

const exceptionWords = (until: string | null): string =>
  until === null ? 'Exception without an end' : `Exception until ${shownDay(until)}`;
