import { formatCount } from '../../shared/text.ts';
import type { FindingRow } from '../../shared/views.ts';
import type { MigrationStatus } from '../../shared/words.ts';
import type { Step } from '../store/decisions.ts';

/** Statuses that say the call no longer writes. */
const SAID_FIXED: ReadonlySet<MigrationStatus> = new Set(['shipped', 'verified']);

/**
 * What a run takes back: a finding said to be fixed that wrote in it becomes `regressed`.
 * A run recorded before the fix went live proves nothing; `recordedOn` is its ISO date, null when its files name none.
 */
export function regressions(rows: readonly FindingRow[], runId: number, recordedOn: string | null): Step[] {
  return rows.flatMap((row): Step[] => {
    const { status, shippedOn } = row.tracking;
    const wroteNow = row.verdict === 'broken' && row.runs.at(-1)?.run === runId && row.runs.at(-1)?.state === 'wrote';
    const afterFix = shippedOn === null || recordedOn === null || recordedOn >= shippedOn;
    if (!SAID_FIXED.has(status) || !wroteNow || !afterFix) return [];
    const why = `${formatCount(row.proof.wrote)} of ${formatCount(row.proof.calls)} calls wrote in run ${runId}`;
    return [{ subject: `finding:${row.key}`, field: 'status', value: 'regressed', why }];
  });
}
