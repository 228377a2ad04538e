import type { Certainty, Overview } from '../../shared/overview-views.ts';
import type { BasisCounts } from '../../shared/run-views.ts';
import { asksForWork } from '../../shared/status-machine.ts';
import type { FindingRow, Inventory } from '../../shared/views.ts';
import { RULE_IDS, STATUSES } from '../../shared/words.ts';
import { readCalibration } from '../store/attribution.ts';
import type { Db } from '../store/database.ts';
import { countLinks } from '../store/links.ts';
import { readRunTimes } from '../store/runs.ts';
import { heatMapOf } from './heat-map.ts';
import type { CountMoments, MomentCounts } from './moment-counts.ts';
import { needsOf } from './needs.ts';
import { type FindingLine, momentsOf } from './standings.ts';

/** What an overview is made of besides the inventory. */
export interface OverviewSource {
  readonly lines: readonly FindingLine[];
  readonly countMoments: CountMoments;
  /** Of the run's links, by their strongest basis: no decision changes them. */
  readonly basesOf: (run: number) => BasisCounts;
}

/** How things stand, compared with how they stood after run `vs`; null: after the run before the newest. */
export function overviewOf(
  db: Db,
  { findings, endpoints }: Inventory,
  { lines, countMoments, basesOf }: OverviewSource,
  vs: number | null,
  nowMs: number,
): Overview {
  const times = readRunTimes(db);
  const runs = times.map(({ id, atMs, fromUs }) => ({ id, atMs: fromUs === null ? atMs : fromUs / 1000 }));
  const moments = momentsOf(times);
  const last = runs.length - 1;
  const asked = runs.findIndex(({ id }) => id === vs);
  const earlier = asked >= 0 && asked < last ? asked : last - 1;
  const counts = countMoments(lines, moments);
  const before = counts[earlier];
  const open = findings.filter(isOpen);
  return {
    runs,
    figures: {
      open: open.length,
      unsure: open.filter(({ verdict }) => verdict === 'unsure').length,
      openBefore: before?.open ?? null,
      proved: findings.filter(({ tracking }) => tracking.status === 'verified').length,
      provedSince: before?.provedSince ?? null,
      regressed: findings.filter(({ tracking }) => tracking.status === 'regressed').length,
      judged: endpoints.filter(({ verdict }) => verdict !== 'not-judged').length,
      endpoints: endpoints.length,
    },
    steps: runs.map((run, i) => ({ ...run, ...(counts[i] as MomentCounts).parts })),
    rules: rulesOf(open),
    heat: heatMapOf(open),
    waiting: waitingOf(open, sinceOf(lines, times), nowMs),
    certainty: certaintyOf(db, runs, open, basesOf),
    compared: before ? { run: runs[last]?.id ?? 0, vs: runs[earlier]?.id ?? 0, ...before.since } : null,
    needs: needsOf(findings, nowMs),
  };
}

const isOpen = ({ verdict, tracking }: FindingRow): boolean => asksForWork(verdict, tracking.status);

function rulesOf(open: readonly FindingRow[]): Overview['rules'] {
  const byRule = Map.groupBy(open, ({ rule }) => rule);
  return RULE_IDS.flatMap((rule) => {
    const own = byRule.get(rule) ?? [];
    const unsure = own.filter(({ verdict }) => verdict === 'unsure').length;
    return own.length === 0 ? [] : [{ rule, open: own.length, unsure }];
  }).sort((a, b) => b.open - b.unsure - (a.open - a.unsure) || b.unsure - a.unsure);
}

/** Since when a finding has had its status: its last move, or the run that first told of it. */
function sinceOf(lines: readonly FindingLine[], runs: Overview['runs']): ReadonlyMap<string, number> {
  const imported = new Map(runs.map(({ id, atMs }) => [id, atMs]));
  return new Map(
    lines.map(({ key, moves, said }) => [key, moves.at(-1)?.atMs ?? imported.get(said[0]?.runId ?? 0) ?? 0]),
  );
}

function waitingOf(open: readonly FindingRow[], since: ReadonlyMap<string, number>, nowMs: number) {
  const byStatus = Map.groupBy(open, ({ tracking }) => tracking.status);
  return STATUSES.flatMap((status) => {
    const own = byStatus.get(status) ?? [];
    const ages = own.map(({ key }) => Math.max(0, nowMs - (since.get(key) ?? nowMs)));
    return own.length === 0 ? [] : [{ status, findings: own.length, medianMs: median(ages) }];
  });
}

function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2;
}

function certaintyOf(
  db: Db,
  runs: Overview['runs'],
  open: readonly FindingRow[],
  basesOf: OverviewSource['basesOf'],
): Certainty {
  const findings = { certain: 0, veryLikely: 0, likely: 0 };
  for (const { proof } of open) {
    const { certain, veryLikely, likely } = proof.strengths;
    if (certain > 0) findings.certain++;
    else if (veryLikely > 0) findings.veryLikely++;
    else if (likely > 0) findings.likely++;
  }
  const ids = runs.map(({ id }) => id).reverse();
  const linked = ids.map((id) => countLinks(db, id)).find(({ transactions }) => transactions > 0) ?? null;
  return { findings, links: linked, bases: linked && basesOf(linked.run), ...calibrationOf(db, ids) };
}

/** @param ids of runs, newest first */
function calibrationOf(db: Db, ids: readonly number[]): Pick<Certainty, 'calibration' | 'calibratedRun'> {
  const checked = ids.map((id) => ({ calibratedRun: id, calibration: readCalibration(db, id) }));
  const none = { calibratedRun: null, calibration: null };
  return checked.find(({ calibration }) => calibration?.bins) ?? checked.find((run) => run.calibration) ?? none;
}
