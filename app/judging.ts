import { setImmediate } from 'node:timers/promises';
import type { JudgedSoFar } from '../shared/import-views.ts';
import type { Link } from '../shared/records.ts';
import { RULE_IDS } from '../shared/words.ts';
import { carriedValues } from './audit/carried.ts';
import { classOfChange } from './audit/change-class.ts';
import { buildDossiers } from './audit/dossier.ts';
import type { FactExchange } from './audit/facts.ts';
import { judgeEndpoint, type RulePolicies } from './audit/judge.ts';
import { logCovers, uncoveredCaptures } from './audit/log-covers.ts';
import type { Dossier, Judgement } from './audit/rule.ts';
import type { ClassLookup } from './audit/table-classes.ts';
import { readClasses } from './classes.ts';
import { createFactSource } from './fact-source.ts';
import { atOnce } from './pieces.ts';
import type { Db } from './store/database.ts';
import { readEndpoints, type StoredEndpoint } from './store/endpoints.ts';
import { countFacts, readFactExchanges, readFactTransactions } from './store/facts.ts';
import { replaceFindings, type StoredFinding } from './store/findings.ts';
import { readLinks } from './store/links.ts';
import { readCaptures } from './store/runs.ts';
import { likelyFrom, readSetting } from './store/settings.ts';

/** A run as it is judged: as it is stored, or as it will be. */
export interface JudgedRun {
  readonly runId: number;
  /** The runs whose captures it holds. */
  readonly holds: readonly number[];
  /** Null: those that are stored. */
  readonly links: readonly Link[] | null;
}

/** What all runs are judged by. */
export interface Grounds {
  readonly classes: ClassLookup;
  readonly policies: RulePolicies;
  readonly likelyFrom: number;
  readonly endpoints: ReadonlyMap<number, StoredEndpoint>;
  /** Exchanges have the endpoints that this connection has planned for them. */
  readonly planned: boolean;
  /** Exchanges that will not count, because another recording of the same request does, and why. */
  readonly twins: ReadonlyMap<number, string>;
}

/** The number grows when judgements say more than before. */
export const JUDGED_BY = `${RULE_IDS.join(' ')} 6`;

export const readRulePolicies = (db: Db): RulePolicies => readSetting(db, 'policy')?.rules ?? {};

/** The workspace as it is, but for the classes given. */
export const groundsOf = (db: Db, classes: ClassLookup): Grounds => ({
  classes,
  policies: readRulePolicies(db),
  likelyFrom: likelyFrom(db),
  endpoints: readEndpoints(db),
  planned: false,
  twins: new Map(),
});

export const storedRun = (runId: number): JudgedRun => ({ runId, holds: [runId], links: null });

/** What the rules say of every endpoint in each of the runs. Reads only. */
export const judgeRuns = (db: Db, runIds: readonly number[], classes: ClassLookup): StoredFinding[] =>
  judgeAtOnce(db, runIds.map(storedRun), groundsOf(db, classes));

/** {@link judgeEach} to its end, without a rest. */
export const judgeAtOnce = (db: Db, runs: readonly JudgedRun[], grounds: Grounds): StoredFinding[] =>
  atOnce(judgeEach(db, runs, grounds));

/** Judges the runs again and replaces their findings, at once or not at all. */
export function rejudge(db: Db, runIds: readonly number[]): void {
  const findings = judgeRuns(db, runIds, readClasses(db));
  db.transaction(() => replaceFindings(db, runIds, findings)).immediate();
}

/** Who waits for judging. */
export interface Watch {
  readonly report: (sofar: JudgedSoFar) => void;
  /** What it throws ends the work. */
  readonly check: () => void;
}

/** {@link judgeEach} to its end; between rules it says how far it is, and messages are heard. */
export async function judgeWatched(
  db: Db,
  runs: readonly JudgedRun[],
  grounds: Grounds,
  { report, check }: Watch,
): Promise<StoredFinding[]> {
  const steps = judgeEach(db, runs, grounds);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    report(step.value);
    await setImmediate();
    check();
  }
}

/** Judges run by run, endpoint by endpoint, rule by rule; stops after each. Reads only. */
function* judgeEach(db: Db, runs: readonly JudgedRun[], grounds: Grounds): Generator<JudgedSoFar, StoredFinding[]> {
  const counts = runs.map(({ holds }) => countFacts(db, holds, grounds.planned));
  const of = counts.reduce((sum, { endpoints }) => sum + endpoints, 0);
  const calls = counts.reduce((sum, count) => sum + count.calls, 0);
  const findings: StoredFinding[] = [];
  let done = { endpoints: 0, calls: 0 };
  const sofar = (): JudgedSoFar => ({ endpoints: done.endpoints, of, share: calls === 0 ? 1 : done.calls / calls });
  yield sofar();
  for (const run of runs) {
    for (const dossier of dossiersOf(db, run, grounds)) {
      for (const { rule, judgement } of judgeEndpoint(dossier, grounds.policies)) {
        findings.push(toFinding(run.runId, grounds, dossier, rule, judgement));
        yield sofar();
      }
      done = { endpoints: done.endpoints + 1, calls: done.calls + dossier.calls };
      yield sofar();
    }
  }
  return findings;
}

function dossiersOf(db: Db, { runId, holds, links }: JudgedRun, grounds: Grounds): Dossier[] {
  const exchanges = readFactExchanges(db, holds, grounds.planned).map((each) => withTwins(each, grounds.twins));
  const sides = {
    likelyFrom: grounds.likelyFrom,
    exchanges,
    transactions: readFactTransactions(db, holds),
    links: links ?? readLinks(db, runId),
  };
  const hasLog = holds.some((id) => readCaptures(db, id).some((capture) => capture.kind === 'changes'));
  return buildDossiers({
    ...sides,
    hasChangeLog: hasLog && logCovers(sides),
    uncovered: hasLog ? uncoveredCaptures(sides) : new Set(),
    endpoints: [...grounds.endpoints.values()],
    source: createFactSource(db, exchanges),
    classOf: (change) => classOfChange(change, grounds.classes),
  });
}

function withTwins(exchange: FactExchange, twins: Grounds['twins']): FactExchange {
  const reachedWhy = twins.get(exchange.id);
  return reachedWhy === undefined ? exchange : { ...exchange, reached: 'no', reachedWhy };
}

function toFinding(
  runId: number,
  { endpoints }: Grounds,
  dossier: Dossier,
  rule: StoredFinding['rule'],
  judgement: Judgement,
): StoredFinding {
  const endpoint = endpoints.get(dossier.endpoint.id) as StoredEndpoint;
  return {
    key: findingKey(rule, endpoint),
    runId,
    endpointId: endpoint.id,
    rule,
    verdict: judgement.verdict,
    judgement: rule === 'safe-method-writes' ? withCarried(judgement, dossier) : judgement,
  };
}

/** An exception may rest on no response carrying what the read wrote. */
const withCarried = (judgement: Judgement, dossier: Dossier): Judgement =>
  judgement.verdict === 'broken' ? { ...judgement, shown: carriedValues(dossier, judgement.counted) } : judgement;

/** Stable: parameter names may change with more data, the route's shape is what counts. */
const findingKey = (rule: string, { method, origin, routeKey }: StoredEndpoint): string =>
  `${rule} ${method} ${origin}${routeKey}`;
