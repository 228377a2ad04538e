import { CHANGE_KINDS, type ChangeKind } from '../../shared/compare-views.ts';
import type { OverviewStep } from '../../shared/overview-views.ts';
import { asksForWork } from '../../shared/status-machine.ts';
import type { MigrationStatus } from '../../shared/words.ts';
import { kindOf } from './compare.ts';
import { type FindingLine, type Moment, type Standing, standingAt } from './standings.ts';

type Part = Exclude<keyof OverviewStep, 'id' | 'atMs'>;

/** Findings as they stood at a moment. */
export interface MomentCounts {
  readonly parts: Readonly<Record<Part, number>>;
  readonly open: number;
  /** Not proved at this moment, and at the last. */
  readonly provedSince: number;
  /** What became of them since the moment before, and from this moment to the last. */
  readonly found: Readonly<Record<ChangeKind, number>>;
  readonly since: Readonly<Record<ChangeKind, number>>;
}

/** Counts of lines at moments; kept, so that after a decision only its lines are counted anew. */
export type CountMoments = (lines: readonly FindingLine[], moments: readonly Moment[]) => readonly MomentCounts[];

/** Counts again only for lines that are other ones than last time. */
export function createMomentCounts(): CountMoments {
  let kept: { readonly of: string; readonly lines: readonly FindingLine[]; readonly counts: Counts[] } | null = null;
  return (lines, moments) => {
    const of = moments.map(({ run, untilMs }) => `${run} ${untilMs}`).join();
    if (kept?.of !== of || kept.lines.length !== lines.length) kept = { of, lines: [], counts: moments.map(noCounts) };
    const { lines: before, counts } = kept;
    lines.forEach((line, at) => {
      const old = before[at];
      if (old === line) return;
      if (old) add(counts, old, moments, -1);
      add(counts, line, moments, 1);
    });
    kept = { of, lines, counts };
    return counts;
  };
}

interface Counts extends MomentCounts {
  readonly parts: Record<Part, number>;
  open: number;
  provedSince: number;
  readonly found: Record<ChangeKind, number>;
  readonly since: Record<ChangeKind, number>;
}

const noKinds = () => Object.fromEntries(CHANGE_KINDS.map((kind) => [kind, 0])) as Record<ChangeKind, number>;

const noCounts = (): Counts => ({
  parts: { waiting: 0, underway: 0, regressed: 0, exception: 0, proved: 0 },
  open: 0,
  provedSince: 0,
  found: noKinds(),
  since: noKinds(),
});

function add(counts: readonly Counts[], line: FindingLine, moments: readonly Moment[], by: 1 | -1): void {
  const standings = moments.map((moment) => standingAt(line, moment));
  for (const [at, into] of counts.entries()) {
    const standing = standings[at] as Standing;
    const part = partOf(standing);
    if (part !== null) into.parts[part] += by;
    if (asksForWork(standing.verdict, standing.status)) into.open += by;
    if (isProved(standings.at(-1)) && !isProved(standing)) into.provedSince += by;
    addKind(into.found, standings[at - 1], standing, moments[at], by);
    addKind(into.since, standing, standings.at(-1), moments.at(-1), by);
  }
}

const isProved = (standing: Standing | undefined): boolean => standing?.status === 'verified';

function addKind(
  into: Record<ChangeKind, number>,
  before: Standing | undefined,
  after: Standing | undefined,
  moment: Moment | undefined,
  by: 1 | -1,
): void {
  if (!before || !after) return;
  const kind = kindOf({ before, after, now: after.said?.runId === moment?.run ? after.said : null });
  if (kind !== null) into[kind] += by;
}

const PARTS: Readonly<Partial<Record<MigrationStatus, Part>>> = {
  planned: 'underway',
  'in-progress': 'underway',
  shipped: 'underway',
  regressed: 'regressed',
  exception: 'exception',
  verified: 'proved',
};

/** Which part of a bar a finding belongs to; null: none. */
const partOf = ({ verdict, status }: Pick<Standing, 'verdict' | 'status'>): Part | null =>
  PARTS[status] ?? (verdict === 'broken' || (status === 'triaged' && verdict !== 'unsure') ? 'waiting' : null);
