import { ENDS_SOON_DAYS, type Need, type NeedReason } from '../../shared/overview-views.ts';
import { asksForWork } from '../../shared/status-machine.ts';
import { moreCallsIn } from '../../shared/text.ts';
import type { FindingRow } from '../../shared/views.ts';
import { dayOf } from '../track/day.ts';

/** The list is for today; what is beyond stands in the inventory. */
const MOST_UNSURE = 5;

/** What asks for a person now, most urgent first: regressed, exceptions that ended or will, unsure that more calls decide. */
export function needsOf(findings: readonly FindingRow[], nowMs: number): Need[] {
  const needs = findings.flatMap((finding): Need[] => {
    const reason = reasonOf(finding, nowMs);
    return reason ? [{ ...pick(finding), reason }] : [];
  });
  const of = (kind: NeedReason['kind']) => needs.filter(({ reason }) => reason.kind === kind);
  const days = ({ reason }: Need): number => (reason.kind === 'exception-ends' ? reason.days : 0);
  const calls = ({ reason }: Need): number => (reason.kind === 'more-calls' ? reason.calls : 0);
  return [
    ...of('regressed'),
    ...of('returned'),
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

function reasonOf({ verdict, summary, tracking }: FindingRow, nowMs: number): NeedReason | null {
  const { status, flag, fix, exception } = tracking;
  if (status === 'regressed')
    return { kind: 'regressed', run: fix?.runs.findLast(({ says }) => says === 'broke')?.run ?? null };
  if (flag !== undefined) return { kind: 'returned', why: flag };
  if (status === 'exception') return endsSoon(exception?.until ?? null, nowMs);
  const calls = verdict === 'unsure' && asksForWork(verdict, status) ? moreCallsIn(summary) : null;
  return calls === null ? null : { kind: 'more-calls', calls };
}

const DAY_MS = 86_400_000;

/** @param until the last day, as `2027-01-31`; null: no end */
function endsSoon(until: string | null, nowMs: number): NeedReason | null {
  if (until === null) return null;
  const days = Math.round((Date.parse(until) - Date.parse(dayOf(nowMs))) / DAY_MS);
  return days <= ENDS_SOON_DAYS ? { kind: 'exception-ends', days } : null;
}
