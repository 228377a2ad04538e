import type { EndpointPage } from '../../shared/views.ts';
import { RULE_IDS } from '../../shared/words.ts';
import { inapplicableRules } from '../audit/judge.ts';
import { readRulePolicies } from '../judging.ts';
import type { Db } from '../store/database.ts';
import { readEndpoint } from '../store/endpoints.ts';
import { readFindingsOfEndpoint, type StoredFinding } from '../store/findings.ts';
import { readClientsOfEndpoint, readOwnCalls, readRunsOfEndpoint } from '../store/inventory.ts';
import { readyRuns } from '../store/runs.ts';
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
  return {
    endpoint,
    findings: findingRowsOfEndpoint(db, stored, readyRuns(db), findings.toSorted(byRule)).map((row) => ({
      ...row,
      ...textsOf(row, findings),
      history: historyOf(
        row.key,
        findings.filter(({ key }) => key === row.key),
      ),
    })),
    notApplicable: inapplicableRules(endpoint, readRulePolicies(db)),
    runs: readRunsOfEndpoint(db, id),
    ownCalls: readOwnCalls(db, id, findings.flatMap(callsNamed)),
    clients: readClientsOfEndpoint(db, id).map(({ client, calls, wrote }) => ({ name: client, calls, wrote })),
  };
}

/** As the rules are listed, not as their ids sort; of one rule the oldest traffic stays first. */
const byRule = (a: StoredFinding, b: StoredFinding): number => RULE_IDS.indexOf(a.rule) - RULE_IDS.indexOf(b.rule);

/** The calls that a judgement's exhibits name: other endpoints' may be among them. */
const callsNamed = ({ judgement }: StoredFinding): number[] =>
  judgement.exhibits.flatMap((exhibit) =>
    exhibit.kind === 'sequence' ? exhibit.steps.flatMap(({ exchangeId }) => exchangeId ?? []) : [],
  );
