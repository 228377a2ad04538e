import type { z } from 'zod';
import type { Baseline, CheckedFinding, CheckResult, checkInput } from '../shared/baseline.ts';
import type { FindingRow } from '../shared/views.ts';
import { ruleTexts } from './audit/judge.ts';
import { type Comparison, compareWithBaseline, nextBaseline } from './export/baseline.ts';
import { type CaseEnd, toJunit } from './export/junit.ts';
import type { ListedFinding } from './export/list-input.ts';
import { type Standing, toSarif } from './export/sarif.ts';
import { clearOfSecrets } from './export/secrets.ts';
import { callOf } from './export/wording.ts';
import { listedFindings } from './lists.ts';
import type { Db } from './store/database.ts';
import { readFindings } from './store/findings.ts';
import { readCaptures } from './store/runs.ts';
import { findingRows } from './views/inventory.ts';

/** What one run found, held against what a team accepted. */
export function checkRun(db: Db, { id, baseline, accept }: z.output<typeof checkInput>, today: Date): CheckResult {
  const on = today.toISOString().slice(0, 10);
  const rows = findingRows(
    db,
    [id],
    readFindings(db).filter(({ runId }) => runId === id),
  ).filter(({ verdict }) => verdict !== 'not-judged');
  const captures = readCaptures(db, id).map(({ name }) => name);
  const findings = listedFindings(db, rows, [{ id, captures }]);
  const compared = compareWithBaseline(findings, baseline, on);
  const next = nextBaseline(baseline, compared, accept, on);
  return {
    judged: new Set(rows.map(({ endpoint }) => endpoint.id)).size,
    broken: rows.filter(({ verdict }) => verdict === 'broken').length,
    fresh: compared.fresh.map(toChecked),
    expired: compared.expired.map(({ row, entry }) => ({ ...toChecked(row), until: entry.until ?? '' })),
    accepted: compared.accepted.length,
    gone: compared.gone,
    untold: compared.untold,
    next,
    // What is accepted by this very call counts as accepted in its reports, too.
    ...reportsOf(findings, baseline, accept === null ? compared : compareWithBaseline(findings, next, on)),
  };
}

const toChecked = ({ key, endpoint, rule, summary }: FindingRow): CheckedFinding => ({
  ...{ key, rule, summary },
  call: callOf(endpoint),
  origin: endpoint.origin,
});

function reportsOf(findings: readonly ListedFinding[], baseline: Baseline, compared: Comparison<ListedFinding>) {
  const accepted = new Map(compared.accepted.map(({ row, entry }) => [row.key, entry.reason]));
  const ended = new Map(compared.expired.map(({ row, entry }) => [row.key, entry.until]));
  const known = new Set(baseline.findings.map(({ key }) => key));
  const endOf = ({ key, verdict, summary }: FindingRow): CaseEnd => {
    if (verdict === 'unsure') return { tag: 'skipped', message: `Unsure: ${summary}` };
    if (verdict !== 'broken') return null;
    const reason = accepted.get(key);
    const until = ended.get(key);
    return reason === undefined
      ? { tag: 'failure', message: until ? `Accepted until ${until}. ${summary}` : summary }
      : { tag: 'skipped', message: `Accepted: ${reason}` };
  };
  const standingOf = ({ key, verdict }: FindingRow): Standing => ({
    ...(verdict === 'broken' && { baselineState: known.has(key) ? 'unchanged' : 'new' }),
    accepted: accepted.get(key),
  });
  return {
    junit: clearOfSecrets(toJunit(findings, endOf)).text,
    sarif: clearOfSecrets(toSarif(findings, ruleTexts(), standingOf)).text,
  };
}
