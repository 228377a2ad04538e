import { ENDS_SOON_DAYS, type Need, type NeedReason, type RunName } from '../../shared/overview-views.ts';
import { asksForWork } from '../../shared/status-machine.ts';
import { moreCallsIn } from '../../shared/text.ts';
import type { FindingRow } from '../../shared/views.ts';
import type { FindingLine } from './standings.ts';

/** The list is for today; what is beyond stands in the inventory. */
const MOST_UNSURE = 5;

/** What asks for a person now, most urgent first: regressed, exceptions about to end, unsure that more calls decide. */
export function needsOf(
  findings: readonly FindingRow[],
  lines: readonly FindingLine[],
  runs: readonly RunName[],
  nowMs: number,
): Need[] {
  const needs = findings.flatMap((finding): Need[] => {
    const reason = reasonOf(finding, lines, runs, nowMs);
    return reason ? [{ ...pick(finding), reason }] : [];
  });
  const of = <Kind extends NeedReason['kind']>(kind: Kind) => needs.filter(({ reason }) => reason.kind === kind);
  const days = ({ reason }: Need): number => (reason.kind === 'exception-ends' ? reason.days : 0);
  const calls = ({ reason }: Need): number => (reason.kind === 'more-calls' ? reason.calls : 0);
  return [
    ...of('regressed'),
    ...of('exception-ends').sort((a, b) => days(a) - days(b)),
    ...of('more-calls')
      .sort((a, b) => calls(a) - calls(b))
      .slice(0, MOST_UNSURE),
  ];
}

const pick = ({ key, endpoint, rule, verdict, tracking: { status, owner } }: FindingRow) => ({
  key,
  endpoint,
  rule,
  verdict,
  status,
  owner,
});

function reasonOf(
  { key, verdict, summary, tracking }: FindingRow,
  lines: readonly FindingLine[],
  runs: readonly RunName[],
  nowMs: number,
): NeedReason | null {
  if (tracking.status === 'regressed') return { kind: 'regressed', run: regressedIn(key, lines, runs) };
  if (tracking.status === 'exception') return endsSoon(tracking.exception?.until ?? null, nowMs);
  const calls = verdict === 'unsure' && asksForWork(verdict, tracking.status) ? moreCallsIn(summary) : null;
  return calls === null ? null : { kind: 'more-calls', calls };
}

/** A run sets this while it is imported, before any later run begins. */
function regressedIn(key: string, lines: readonly FindingLine[], runs: readonly RunName[]): number | null {
  const move = lines.find((line) => line.key === key)?.moves.findLast(({ status }) => status === 'regressed');
  return (move && runs.findLast(({ atMs }) => atMs <= move.atMs)?.id) ?? null;
}

const DAY_MS = 86_400_000;

/** @param until the last day, as `2027-01-31`; null: no end */
function endsSoon(until: string | null, nowMs: number): NeedReason | null {
  if (until === null) return null;
  const days = Math.floor((Date.parse(`${until}T23:59:59Z`) - nowMs) / DAY_MS);
  return days <= ENDS_SOON_DAYS ? { kind: 'exception-ends', days } : null;
}
