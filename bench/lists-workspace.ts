import type { Judgement } from '../app/audit/rule.ts';
import { JUDGED_BY } from '../app/judging.ts';
import { createRun, publishRun } from '../app/store/captures.ts';
import { type Db, openDatabase } from '../app/store/database.ts';
import { applyAction } from '../app/store/decisions.ts';
import { assignEndpoints, type RoutedPath } from '../app/store/endpoints.ts';
import { replaceFindings, type StoredFinding } from '../app/store/findings.ts';
import { writeLinks } from '../app/store/links.ts';
import { writeSetting } from '../app/store/settings.ts';
import type { Exchange, Link, Transaction } from '../shared/records.ts';
import type { RuleId, Verdict } from '../shared/words.ts';
import { addCapture, idsOf } from './captures.ts';
import { randomOf } from './random.ts';

/**
 * A workspace for what lists cost, the same each time: so many endpoints with one finding each, called in seven runs as
 * endpoints are, few of them very often. One call in four wrote. Written through the store, judged by nobody: what the
 * rules would say is made up here, in the shape and length of what they say.
 */
export interface ListsSize {
  readonly endpoints: number;
  readonly exchanges: number;
}

const RUNS = 7;
const EPOCH_US = 1_795_290_799_000_000;
const GAP_US = 4_000;
const WRITING_SHARE = 4;
const CLIENTS = ['Chromium 156', 'Firefox 158', 'iOS app 4.2', 'Android app 4.1', 'nightly export', 'curl 9.1'];
const TABLES = Array.from({ length: 120 }, (_, n) => `public.${['course', 'user', 'order', 'note'][n % 4]}_${n}`);
const VERDICTS: readonly Verdict[] = ['broken', 'broken', 'unsure', 'holds', 'holds', 'holds', 'allowed'];
const PEOPLE = ['A. Diaz', 'M. Keller', 'J. Lindt', 'R. Sato'];
const STATUSES = ['triaged', 'planned', 'in-progress', 'shipped'];

export function makeListsWorkspace(file: string, size: ListsSize): void {
  const db = openDatabase(file);
  const perRun = Math.floor(size.exchanges / RUNS);
  const runIds = Array.from({ length: RUNS }, (_, run) => addRun(db, run, perRun, size.endpoints));
  const routes = Array.from({ length: size.endpoints }, (_, n) => routeOf(n));
  db.transaction(() => {
    assignEndpoints(db, runIds, routes);
    for (const runId of runIds) publishRun(db, runId);
    for (const runId of runIds) replaceFindings(db, [runId], findingsOf(db, runId, size.endpoints));
  })();
  decide(db, size.endpoints);
  db.exec('ANALYZE');
  db.close();
  keepFindings(file);
}

/** What is made up here stands also where the rules have become others since: opened, it is not judged again. */
export function keepFindings(file: string): void {
  const db = openDatabase(file);
  writeSetting(db, 'judged-by', JUDGED_BY);
  db.close();
}

/** The run's exchanges and transactions, and which belong together. */
function addRun(db: Db, run: number, perRun: number, endpoints: number): number {
  const runId = createRun(db, EPOCH_US / 1000 + run * 86_400_000);
  const first = run * perRun;
  const http = addCapture(db, runId, { name: `run-${run + 1}.har`, kind: 'http', format: 'har' }, perRun, (writer, n) =>
    writer.addExchange(exchangeOf(run, n, endpointAt(first + n, endpoints))),
  );
  const commits = Math.floor(perRun / WRITING_SHARE);
  const log = addCapture(
    db,
    runId,
    { name: `run-${run + 1}.jsonl`, kind: 'changes', format: 'wal2json-2' },
    commits,
    (writer, n) => writer.addTransaction(transactionOf(run, n, endpointAt(first + n * WRITING_SHARE, endpoints))),
  );
  db.transaction(() =>
    writeLinks(db, [runId], linksOf(idsOf(db, 'exchange', http), idsOf(db, 'source_transaction', log))),
  )();
  return runId;
}

/** Which endpoint a call is of: the share of the n-th falls as 1 / n, and every one is called. */
function endpointAt(n: number, endpoints: number): number {
  if (n % 3 === 0) return (n / 3) % endpoints;
  return Math.min(endpoints - 1, Math.floor(endpoints ** randomOf(n, 11)) - 1);
}

const METHODS = ['GET', 'GET', 'GET', 'PUT', 'POST', 'PATCH', 'DELETE'] as const;
const methodOf = (endpoint: number): string => METHODS[endpoint % METHODS.length] ?? 'GET';
const PARTS = ['api', 'courses', 'users', 'items', 'reports', 'notes', 'settings', 'members'];
const pathOf = (endpoint: number): string =>
  `/${PARTS[endpoint % 5]}/v${1 + (endpoint % 3)}/${PARTS[(endpoint >> 3) % 8]}/${endpoint.toString(36)}`;

function routeOf(endpoint: number): RoutedPath {
  const path = pathOf(endpoint);
  return {
    origin: `https://${endpoint % 2 ? 'lms' : 'cms'}.example.org`,
    method: methodOf(endpoint),
    path,
    operation: null,
    route: `${path}/{id}`,
    routeKey: `${path}/{}`,
  };
}

const startOf = (run: number, n: number): number => EPOCH_US + run * 86_400_000_000 + n * GAP_US;
const tookOf = (n: number): number => 8_000 + Math.floor(randomOf(n, 2) * 90_000);

function exchangeOf(run: number, n: number, endpoint: number): Exchange {
  const [startUs, endUs] = [startOf(run, n), startOf(run, n) + tookOf(n)];
  const { method, origin, path } = routeOf(endpoint);
  return {
    index: n,
    byteOffset: n * 900,
    operation: null,
    method,
    origin,
    path,
    query: [],
    startUs,
    endUs,
    serverFromUs: startUs + 2_000,
    serverToUs: endUs - 3_000,
    status: 200,
    failure: null,
    reached: 'yes',
    reachedWhy: 'answered',
    request: { headers: [['accept', 'application/json']], body: null },
    response: {
      headers: [['content-type', 'application/json']],
      body: { mime: 'application/json', text: `{"id":${n}}`, size: 12, state: 'full' },
    },
    claims: [],
    keys: [],
    client: CLIENTS[Math.floor(randomOf(n, 3) ** 2 * CLIENTS.length)] ?? null,
  };
}

const tableOf = (endpoint: number, nth: number): string => TABLES[(endpoint * 7 + nth * 31) % TABLES.length] ?? '';

/** Of the call with the same number in its run, times how seldom they are. */
function transactionOf(run: number, n: number, endpoint: number): Transaction {
  const call = n * WRITING_SHARE;
  const us = startOf(run, call) + Math.floor(tookOf(call) * 0.6);
  return {
    sourceId: String(run * 10_000_000 + n),
    byteOffset: n * 300,
    time: { us, resolutionUs: 1, kind: 'commit' },
    context: [],
    changes: [0, ...(n % 3 === 0 ? [1] : [])].map((nth) => ({
      op: nth === 0 ? ('update' as const) : ('insert' as const),
      table: tableOf(endpoint, nth),
      key: { id: n },
      before: nth === 0 ? { id: n, streak: 1, seen: 'a' } : null,
      beforeImage: nth === 0 ? ('full' as const) : ('none' as const),
      after: { id: n, streak: 2, seen: 'a' },
      changed: nth === 0 ? ['streak'] : null,
      byteOffset: n * 300,
    })),
  };
}

function linksOf(exchanges: readonly number[], transactions: readonly number[]): Link[] {
  return transactions.map((transactionId, n) => ({
    transactionId,
    exchangeId: randomOf(n, 5) < 0.05 ? null : (exchanges[n * WRITING_SHARE] ?? null),
    probability: randomOf(n, 6) < 0.02 ? 0.6 : 0.995,
    basis: ['time'],
    evidence: [{ basis: 'time', speaks: 'for', text: 'commit inside the server window', matches: [] }],
    rivals: [{ exchangeId: null, probability: 0.004 }],
  }));
}

const ruleOf = (endpoint: number): RuleId => (methodOf(endpoint) === 'PUT' ? 'put-partial' : 'safe-method-writes');

function findingsOf(db: Db, runId: number, endpoints: number): StoredFinding[] {
  const calls = callsOf(db, runId);
  const ids = db.prepare<[], { id: number; routeKey: string; origin: string; method: string }>(
    'SELECT id, route_key AS routeKey, origin, method FROM endpoint ORDER BY id',
  );
  return ids
    .all()
    .slice(0, endpoints)
    .map(({ id, routeKey, origin, method }, n) => {
      const verdict = VERDICTS[Math.floor(randomOf(n, 8) * VERDICTS.length)] ?? 'holds';
      const judgement = judgementOf(n, verdict, calls.get(id) ?? { all: 0, writing: [] });
      return {
        key: `${ruleOf(n)} ${method} ${origin}${routeKey}`,
        runId,
        endpointId: id,
        rule: ruleOf(n),
        verdict: judgement.verdict,
        judgement,
      };
    });
}

interface Calls {
  readonly all: number;
  readonly writing: readonly number[];
}

/** The run's calls of each endpoint. */
function callsOf(db: Db, runId: number): Map<number, Calls> {
  const rows = db
    .prepare<[number], { endpointId: number; calls: number; ids: string }>(
      `SELECT e.endpoint_id AS endpointId, count(*) AS calls,
         json_group_array(e.id) FILTER (WHERE l.probability >= 0.9) AS ids
       FROM exchange e JOIN capture c ON c.id = e.capture_id LEFT JOIN link l ON l.exchange_id = e.id
       WHERE c.run_id = ? GROUP BY e.endpoint_id`,
    )
    .all(runId);
  return new Map(rows.map(({ endpointId, calls, ids }) => [endpointId, { all: calls, writing: JSON.parse(ids) }]));
}

function judgementOf(n: number, wanted: Verdict, { all, writing }: Calls): Judgement {
  const verdict = writing.length === 0 && wanted !== 'allowed' ? 'holds' : wanted;
  const counted = verdict === 'broken' || verdict === 'unsure' ? writing : [];
  const wrote = counted.length;
  return {
    verdict,
    summary: `${wrote} of ${all} calls wrote domain rows. Chance overlap with unrelated writes would account for ${(all / 200).toFixed(1)} of them.`,
    clause: `updates ${tableOf(n, 0)} on every fourth call`,
    severity: null,
    probability: verdict === 'broken' ? 0.999 : 0.8,
    proof: {
      calls: all,
      wrote,
      expected: all / 200,
      bestOther: null,
      strengths: { certain: 0, veryLikely: wrote, likely: 0 },
    },
    tables:
      wrote > 0
        ? [0, 1].map((nth) => ({
            table: tableOf(n, nth),
            class: 'domain',
            inserts: nth === 1 ? wrote : 0,
            updates: nth === 0 ? wrote : 0,
            deletes: 0,
            columns: nth === 0 ? ['streak'] : [],
          }))
        : [],
    evidence: counted.slice(0, 20).map((id) => ({
      exchange: { capture: 'run.har', index: id },
      transaction: { capture: 'run.jsonl', id: String(id) },
      probability: 0.995,
      basis: ['time', 'value'],
    })),
    counted,
    exhibits: [],
    remedy: null,
  };
}

/** A third of the findings was decided, a sixth has notes. */
function decide(db: Db, endpoints: number): void {
  for (let n = 0; n < endpoints; n += 3) {
    const { method, origin, routeKey } = routeOf(n);
    const subject = `finding:${ruleOf(n)} ${method} ${origin}${routeKey}` as const;
    applyAction(db, {
      who: PEOPLE[n % PEOPLE.length] ?? '',
      atMs: EPOCH_US / 1000 + n,
      label: 'Status',
      steps: [
        { subject, field: 'status', value: STATUSES[n % STATUSES.length] },
        { subject, field: 'owner', value: PEOPLE[(n >> 2) % PEOPLE.length] },
        ...(n % 2 ? [{ subject, field: 'note' as const, value: 'Ask the mobile team first.' }] : []),
      ],
    });
  }
}
