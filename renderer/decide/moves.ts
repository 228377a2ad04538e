import { refusal } from '../../shared/status-machine.ts';
import type { Tracking } from '../../shared/tracking-views.ts';
import type { FindingRow } from '../../shared/views.ts';
import { type MigrationStatus, STATUSES } from '../../shared/words.ts';

/** One status as the menu offers it. */
export interface Move {
  readonly to: MigrationStatus;
  /** Why it cannot be chosen for any of the findings; null when it can for at least one. */
  readonly refused: string | null;
  /** True where all of them have it already. */
  readonly current: boolean;
}

/** Why a person may not take a finding there. An exception is open to the menu: it asks for the reason itself. */
const refusalOf = (from: MigrationStatus, to: MigrationStatus): string | null =>
  to === 'exception' && from !== to ? null : refusal(from, to);

/** What only runs can set says how far they have come, where one finding is asked about. */
function refusalFor({ tracking }: FindingRow, to: MigrationStatus): string | null {
  const refused = refusalOf(tracking.status, to);
  return refused && to === 'verified' && tracking.fix && tracking.status !== to
    ? `Proof sets this: ${tracking.fix.summary}.`
    : refused;
}

/** The eight statuses for these findings: allowed ones first, each part in the order of the work. */
export function movesFor(findings: readonly FindingRow[]): Move[] {
  const moves = STATUSES.map((to): Move => {
    const refusals = findings.map((finding) => refusalFor(finding, to));
    const refused = refusals.length > 0 && refusals.every((why) => why !== null) ? (refusals[0] ?? null) : null;
    return { to, refused, current: findings.every(({ tracking }) => tracking.status === to) };
  });
  return [...moves.filter((move) => !move.refused), ...moves.filter((move) => move.refused)];
}

/** What a person decides about findings; one of these a step of the undo stack. */
export type Decision =
  | { readonly kind: 'status'; readonly status: MigrationStatus; readonly shippedOn: string | null }
  | { readonly kind: 'live'; readonly shippedOn: string }
  | { readonly kind: 'owner'; readonly owner: string | null }
  | { readonly kind: 'ticket'; readonly ticket: string | null }
  | { readonly kind: 'note'; readonly text: string }
  | { readonly kind: 'exception'; readonly exception: Tracking['exception'] };

/** How the finding looks until the engine has answered. What only the engine can tell stays as it is. */
export function withDecision(before: Tracking, decision: Decision): Tracking {
  // What runs say of it follows from the decision: only the engine can tell.
  const { fix: _fix, flag: _flag, hint: _hint, ...tracking } = before;
  switch (decision.kind) {
    case 'status':
      return refusalOf(tracking.status, decision.status)
        ? before
        : {
            ...tracking,
            status: decision.status,
            shippedOn: decision.shippedOn ?? tracking.shippedOn,
            exception: null,
          };
    case 'live':
      return { ...tracking, shippedOn: decision.shippedOn };
    case 'owner':
      return { ...before, owner: decision.owner };
    case 'ticket':
      return { ...before, ticket: decision.ticket };
    case 'note':
      return { ...before, notes: before.notes + 1 };
    case 'exception':
      return decision.exception
        ? { ...tracking, exception: decision.exception, status: 'exception' }
        : { ...tracking, exception: null };
  }
}
