import { RULE_IDS } from '../shared/words.ts';
import { carriedValues } from './audit/carried.ts';
import { classOfChange } from './audit/change-class.ts';
import { buildDossiers } from './audit/dossier.ts';
import { judgeEndpoint, type RulePolicies } from './audit/judge.ts';
import type { Dossier, Judgement } from './audit/rule.ts';
import type { ClassLookup } from './audit/table-classes.ts';
import { readClasses } from './classes.ts';
import { createFactSource } from './fact-source.ts';
import type { Db } from './store/database.ts';
import { readEndpoints, type StoredEndpoint } from './store/endpoints.ts';
import { readFactExchanges, readFactTransactions } from './store/facts.ts';
import { replaceFindings, type StoredFinding } from './store/findings.ts';
import { readLinks } from './store/links.ts';
import { readCaptures, readyRuns } from './store/runs.ts';
import { likelyFrom, readSetting, writeSetting } from './store/settings.ts';

/** What the rules say of every endpoint in each of the runs. Reads only. */
export function judgeRuns(db: Db, runIds: readonly number[], classes: ClassLookup): StoredFinding[] {
  const endpoints = readEndpoints(db);
  const policies = readRulePolicies(db);
  return runIds.flatMap((runId) => judgeRun(db, runId, endpoints, classes, policies));
}

export const readRulePolicies = (db: Db): RulePolicies => readSetting(db, 'policy')?.rules ?? {};

/** The number grows when judgements say more than before. */
export const JUDGED_BY = `${RULE_IDS.join(' ')} 3`;

/** A workspace of an earlier version lacks what newer rules say; its findings are made again. */
export function rejudgeWithNewRules(db: Db): void {
  const runs = readyRuns(db);
  if (runs.length === 0 || readSetting(db, 'judged-by') === JUDGED_BY) return;
  rejudge(db, runs);
}

/** Judges the runs again and replaces their findings, at once or not at all. */
export function rejudge(db: Db, runIds: readonly number[]): void {
  const findings = judgeRuns(db, runIds, readClasses(db));
  db.transaction(() => {
    replaceFindings(db, runIds, findings);
    writeSetting(db, 'judged-by', JUDGED_BY);
  }).immediate();
}

function judgeRun(
  db: Db,
  runId: number,
  endpoints: ReadonlyMap<number, StoredEndpoint>,
  classes: ClassLookup,
  policies: RulePolicies,
): StoredFinding[] {
  const dossiers = buildDossiers({
    hasChangeLog: readCaptures(db, runId).some((capture) => capture.kind === 'changes'),
    likelyFrom: likelyFrom(db),
    endpoints: [...endpoints.values()],
    exchanges: readFactExchanges(db, runId),
    transactions: readFactTransactions(db, runId),
    links: readLinks(db, runId),
    source: createFactSource(db, runId),
    classOf: (change) => classOfChange(change, classes),
  });
  return dossiers.flatMap((dossier) => {
    const endpoint = endpoints.get(dossier.endpoint.id) as StoredEndpoint;
    return judgeEndpoint(dossier, policies).map(({ rule, judgement }) => ({
      key: findingKey(rule, endpoint),
      runId,
      endpointId: endpoint.id,
      rule,
      verdict: judgement.verdict,
      judgement: rule === 'safe-method-writes' ? withCarried(judgement, dossier) : judgement,
    }));
  });
}

/** An exception may rest on no response carrying what the read wrote. */
const withCarried = (judgement: Judgement, dossier: Dossier): Judgement =>
  judgement.verdict === 'broken' ? { ...judgement, shown: carriedValues(dossier, judgement.counted) } : judgement;

/** Stable: parameter names may change with more data, the route's shape is what counts. */
const findingKey = (rule: string, { method, origin, routeKey }: StoredEndpoint): string =>
  `${rule} ${method} ${origin}${routeKey}`;
