import { STATUS_LABELS } from './text.ts';
import { type MigrationStatus, PERSON_STATUSES, STATUSES, type Verdict } from './words.ts';

const isPersonStatus = (status: MigrationStatus): boolean => PERSON_STATUSES.some((each) => each === status);

/**
 * The statuses a person may choose next: any step forward or back, and the exception, which asks for its reason.
 * Verified stays: runs proved it, and only a run can take it back.
 */
export const allowedMoves = (from: MigrationStatus): MigrationStatus[] =>
  STATUSES.filter((to) => (to === 'exception' ? from !== 'exception' : refusal(from, to) === null));

/** Why a person may not set this status, in words; null when they may. */
export function refusal(from: MigrationStatus, to: MigrationStatus): string | null {
  if (from === to) return `It is ${STATUS_LABELS[to]} already.`;
  if (to === 'verified') return 'Not set by hand: it needs enough calls since it was shipped, none of which shows it.';
  if (to === 'regressed') return 'A run sets this: a write after it was shipped or verified.';
  if (to === 'exception') return 'An exception needs a reason in words. Accept it with Exception.';
  if (from === 'verified' && isPersonStatus(to)) return 'Proved by runs: it stays Verified until a call writes again.';
  return null;
}

const CLOSED: ReadonlySet<MigrationStatus> = new Set(['verified', 'exception']);

/**
 * Whether a finding asks for work: broken or unsure, or somebody is at it, and neither proved fixed nor accepted.
 * What somebody is at stays in sight when a run finds nothing any more.
 */
export const asksForWork = (verdict: Verdict, status: MigrationStatus): boolean =>
  !CLOSED.has(status) && (verdict === 'broken' || verdict === 'unsure' || status !== 'detected');

/** The status as it is said: what holds and nobody touched has none, for nothing was detected. */
export const saidStatus = (verdict: Verdict, status: MigrationStatus): MigrationStatus | null =>
  status !== 'detected' || verdict === 'broken' || verdict === 'unsure' ? status : null;

/** People decided to change these, whatever the newest run says. */
const DECIDED: ReadonlySet<MigrationStatus> = new Set(['planned', 'in-progress', 'shipped', 'verified', 'regressed']);

export const isDecided = (status: MigrationStatus): boolean => DECIDED.has(status);

/** Whether migration notes tell of a finding at all: as a change, or among the documented exceptions. */
export const isTold = (verdict: Verdict, status: MigrationStatus): boolean =>
  verdict === 'broken' || verdict === 'allowed' || status === 'exception' || isDecided(status);
