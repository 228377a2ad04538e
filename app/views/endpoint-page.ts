import type { CallCell, EndpointPage } from '../../shared/views.ts';
import { RULE_IDS } from '../../shared/words.ts';
import { inapplicableRules } from '../audit/judge.ts';
import { readRulePolicies } from '../judging.ts';
import type { Db } from '../store/database.ts';
import { readEndpoint } from '../store/endpoints.ts';
import { readFindingsOfEndpoint, type StoredFinding } from '../store/findings.ts';
import { type CallRow, readCalls, readClientsOfEndpoint } from '../store/inventory.ts';
import { readyRuns } from '../store/runs.ts';
import { likelyFrom } from '../store/settings.ts';
import { createHistoryReader } from '../track/history.ts';
import { findingRowsOfEndpoint } from './inventory.ts';
import { textsOf } from './rule-texts.ts';

/** The endpoint's page; null when the workspace does not hold it. */
export function endpointPageOf(db: Db, id: number): EndpointPage | null {
  const stored = readEndpoint(db, id);
  if (!stored) return null;
  const endpoint = { id, method: stored.method, origin: stored.origin, route: stored.route };
  const findings = readFindingsOfEndpoint(db, id);
  const historyOf = createHistoryReader(db);
  const likely = likelyFrom(db);
  const counted = new Set(findings.flatMap((finding) => finding.judgement.counted));
  return {
    endpoint,
    findings: findingRowsOfEndpoint(db, stored, readyRuns(db), findings.toSorted(byRule)).map((row) => ({
      ...row,
      ...textsOf(row, findings),
      ...runsSeen(row.key, findings),
      history: historyOf(
        row.key,
        findings.filter(({ key }) => key === row.key),
      ),
    })),
    notApplicable: inapplicableRules(endpoint, readRulePolicies(db)),
    calls: readCalls(db, id).map((call) => toCell(call, counted, likely)),
    clients: readClientsOfEndpoint(db, id).map(({ client, calls, wrote }) => ({ name: client, calls, wrote })),
  };
}

/** As the rules are listed, not as their ids sort; of one rule the oldest traffic stays first. */
const byRule = (a: StoredFinding, b: StoredFinding): number => RULE_IDS.indexOf(a.rule) - RULE_IDS.indexOf(b.rule);

function runsSeen(key: string, findings: readonly StoredFinding[]) {
  const runs = findings
    .filter((finding) => finding.key === key && finding.judgement.proof.calls > 0)
    .map((f) => f.runId);
  return { firstRun: runs[0] ?? Infinity, lastRun: runs.at(-1) ?? -Infinity };
}

/** A call linked below "likely" is drawn as one that did not write: the link is not claimed. */
function toCell(call: CallRow, counted: ReadonlySet<number>, likelyFrom: number): CallCell {
  const likely = (call.probability ?? 0) >= likelyFrom;
  return {
    exchangeId: call.exchangeId,
    run: call.run,
    atMs: call.startUs === null ? null : Math.round(call.startUs / 1000),
    status: call.status,
    reached: call.reached,
    state: counted.has(call.exchangeId) ? 'wrote' : likely ? 'wrote-uncounted' : 'no-write',
    probability: call.probability ?? 0,
  };
}
