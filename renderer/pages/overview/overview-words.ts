import { PART_NAMES, type StepPart } from '../../../shared/overview-text.ts';
import type { Certainty, HeatMap, OverviewStep } from '../../../shared/overview-views.ts';
import { tableWord } from '../../../shared/text.ts';
import type { MigrationStatus } from '../../../shared/words.ts';
import { count, counted } from '../../components/format.ts';

/** The sentences of the overview, and what its charts say to those who do not see them. */

export interface PartWords {
  readonly part: StepPart;
  readonly name: string;
  /** The list of it in the inventory. */
  readonly tab: 'open' | 'exceptions' | 'verified';
  readonly q: string;
}

/** The parts of a bar from its foot up. */
export const PARTS: readonly PartWords[] = [
  { part: 'regressed', name: PART_NAMES.regressed, tab: 'open', q: 'status:regressed' },
  { part: 'waiting', name: PART_NAMES.waiting, tab: 'open', q: 'status:detected,triaged -verdict:unsure' },
  { part: 'underway', name: PART_NAMES.underway, tab: 'open', q: 'status:planned,in-progress,shipped' },
  { part: 'exception', name: PART_NAMES.exception, tab: 'exceptions', q: 'status:exception' },
  { part: 'proved', name: PART_NAMES.proved, tab: 'verified', q: 'status:verified' },
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
  return more.length === 0 ? shown : `${shown} Not shown: ${more.join(' and ')}.`;
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
