import type { Certainty, HeatMap, Need, OverviewStep } from '../../../shared/overview-views.ts';
import { RULE_LABELS, tableWord } from '../../../shared/text.ts';
import type { MigrationStatus } from '../../../shared/words.ts';
import { count, counted } from '../../components/format.ts';

/** The sentences of the overview, and what its charts say to those who do not see them. */

export type StepPart = Exclude<keyof OverviewStep, 'id' | 'atMs'>;

export interface PartWords {
  readonly part: StepPart;
  readonly name: string;
  /** The list of it in the inventory. */
  readonly tab: 'open' | 'exceptions' | 'verified';
  readonly q: string;
}

/** The parts of a bar from its foot up. */
export const PARTS: readonly PartWords[] = [
  { part: 'regressed', name: 'Regressed', tab: 'open', q: 'status:regressed' },
  { part: 'waiting', name: 'Nobody at it', tab: 'open', q: 'status:detected,triaged -verdict:unsure' },
  { part: 'underway', name: 'Under way', tab: 'open', q: 'status:planned,in-progress,shipped' },
  { part: 'exception', name: 'Exception', tab: 'exceptions', q: 'status:exception' },
  { part: 'proved', name: 'Proved fixed', tab: 'verified', q: 'status:verified' },
];

const partsOf = (step: OverviewStep): string =>
  PARTS.filter(({ part }) => step[part] > 0)
    .map(({ part, name }) => `${count(step[part])} ${name.toLowerCase()}`)
    .join(', ') || 'none';

/** The burn-down in words: its first bar and its last. */
export function stepsSummary(steps: readonly OverviewStep[]): string {
  const [first, last] = [steps[0], steps.at(-1)];
  if (!first || !last) return 'No run yet.';
  const now = `Now: ${partsOf(last)}.`;
  if (first === last) return `Findings after run ${last.id}. ${now}`;
  return `Findings after each of ${count(steps.length)} runs. After run ${first.id}: ${partsOf(first)}. ${now}`;
}

/** `6 fewer than after run 6`. */
export function differenceWords(now: number, before: number, run: number): string {
  if (now === before) return `as many as after run ${run}`;
  return `${count(Math.abs(now - before))} ${now < before ? 'fewer' : 'more'} than after run ${run}`;
}

const DAY_MS = 86_400_000;

/** `today`, `1 day`, `19 days`. */
export function ageWords(ms: number): string {
  const days = Math.floor(ms / DAY_MS);
  return days === 0 ? 'today' : counted(days, 'day');
}

/** What a finding waits for someone for. */
export function needWords({ reason, rule }: Need): string {
  switch (reason.kind) {
    case 'regressed':
      return reason.run === null ? 'wrote again after its fix' : `wrote again in run ${reason.run}`;
    case 'returned':
      return reason.why;
    case 'exception-ends':
      return 'its exception ends';
    case 'more-calls':
      return `${RULE_LABELS[rule]}: ${reason.calls === 1 ? '1 more call' : `about ${count(reason.calls)} more calls`} would decide`;
  }
}

/** By when, or who: `in 9 days`, `today`, `A. Diaz`, `no owner`. */
export function needEnd({ reason, owner }: Need): string {
  if (reason.kind !== 'exception-ends') return owner ?? 'no owner';
  return reason.days === 0 ? 'today' : `in ${counted(reason.days, 'day')}`;
}

/** Where a status leads in the inventory. */
export const statusQuery = (status: MigrationStatus): string => `status:${status}`;

/** Links that rest on what: names as people read them, with where each leads. */
export function strengthsOf({ findings }: Certainty) {
  return [
    { name: 'certain', why: 'the transaction carries the request’s id', n: findings.certain, q: 'link:certain' },
    {
      name: 'very likely',
      why: 'values and time fit, 0.99 or more',
      n: findings.veryLikely,
      q: 'link:very-likely -link:certain',
    },
    {
      name: 'likely',
      why: '0.9 or more',
      n: findings.likely,
      q: 'link:likely -link:very-likely -link:certain',
    },
  ];
}

/** Beside the heat map. */
export function heatNote({ rows, moreEndpoints, moreTables }: HeatMap): string {
  const more = [
    moreEndpoints > 0 ? counted(moreEndpoints, 'more endpoint') : '',
    moreTables > 0 ? counted(moreTables, 'more table') : '',
  ].filter(Boolean);
  const shown = `Rows that the calls of ${counted(rows.length, 'endpoint')} with open findings changed.`;
  return more.length === 0 ? shown : `${shown} Not shown: ${more.join(' and ')} with fewer rows.`;
}

/** One cell, for readers: the row and column headings say the rest. */
export const cellWords = (rows: number, table: string): string =>
  rows === 0 ? 'none' : `${counted(rows, 'row')} of ${tableWord(table)}`;

export interface BasisWords {
  readonly kind: 'linked' | 'background' | 'undecided';
  readonly name: string;
  readonly n: number;
  /** Of the run's page. */
  readonly tab: 'timeline' | 'unattributed' | undefined;
}

/** The transactions of the newest run by the strongest thing that speaks for each. */
export function basesOf({ links, bases }: Certainty): BasisWords[] {
  const all: BasisWords[] = [
    { kind: 'linked', name: 'request id', n: bases?.key ?? 0, tab: undefined },
    { kind: 'linked', name: 'equal values', n: bases?.value ?? 0, tab: undefined },
    { kind: 'linked', name: 'time alone', n: bases?.time ?? 0, tab: undefined },
    { kind: 'background', name: 'background', n: links?.background ?? 0, tab: 'unattributed' },
    { kind: 'undecided', name: 'not told apart', n: links?.undecided ?? 0, tab: 'unattributed' },
  ];
  return all.filter(({ n }) => n > 0);
}
