import type { Need, OverviewStep } from './overview-views.ts';
import { formatCount, plural, RULE_LABELS } from './text.ts';

/** The words of the overview, on the page and in the exported summary. */

export type StepPart = Exclude<keyof OverviewStep, 'id' | 'atMs'>;

/** The parts of a bar from its foot up. */
export const PART_NAMES: Readonly<Record<StepPart, string>> = {
  regressed: 'Regressed',
  waiting: 'Not planned yet',
  underway: 'Under way',
  exception: 'Exception',
  proved: 'Proved fixed',
};

/** `6 fewer than after run 6`. */
export function differenceWords(now: number, before: number, run: number): string {
  if (now === before) return `as many as after run ${run}`;
  return `${formatCount(Math.abs(now - before))} ${now < before ? 'fewer' : 'more'} than after run ${run}`;
}

const DAY_MS = 86_400_000;
const daysWord = (days: number): string => `${formatCount(days)} ${plural(days, 'day')}`;

/** `today`, `1 day`, `19 days`. */
export function ageWords(ms: number): string {
  const days = Math.floor(ms / DAY_MS);
  return days === 0 ? 'today' : daysWord(days);
}

/** What a finding waits for someone for. */
export function needWords({ reason, rule }: Need): string {
  switch (reason.kind) {
    case 'regressed':
      return reason.run === null ? 'came back after its fix' : `came back in run ${reason.run}`;
    case 'returned':
      return reason.why;
    case 'exception-ends':
      return 'its exception ends';
    case 'more-calls':
      return `${RULE_LABELS[rule]}: ${reason.calls === 1 ? '1 more call' : `about ${formatCount(reason.calls)} more calls`} would decide`;
  }
}

/** By when, or who: `in 9 days`, `today`, `A. Diaz`, `no owner`. */
export function needEnd({ reason, owner }: Need): string {
  if (reason.kind !== 'exception-ends') return owner ?? 'no owner';
  return reason.days === 0 ? 'today' : `in ${daysWord(reason.days)}`;
}
