import { setImmediate } from 'node:timers/promises';
import type { Link } from '../shared/records.ts';
import { SAFE_METHODS } from '../shared/words.ts';
import { attribute } from './attribute/attribute.ts';
import type { AttributableExchange, AttributableTransaction } from './attribute/model.ts';
import { createTemplater, routeKey, withOperation } from './audit/route-templates.ts';
import { formats } from './ingest/detect.ts';
import type { Progress } from './ingest/import-progress.ts';
import { findLogTwins, type LoggedTransaction } from './ingest/log-twins.ts';
import { createMasker } from './ingest/mask.ts';
import { findTwins, type TwinGroup } from './ingest/twins.ts';
import { exchangeValues, rowMarks, transactionValues } from './ingest/values.ts';
import { rejudge } from './judging.ts';
import {
  deleteUnfinished,
  dropKnownTransactions,
  isImportedElsewhere,
  moveCaptures,
  publishRun,
} from './store/captures.ts';
import type { Db } from './store/database.ts';
import { applyAction } from './store/decisions.ts';
import { assignEndpoints, type DistinctPath, type RoutedPath, readPaths } from './store/endpoints.ts';
import { readFindings } from './store/findings.ts';
import { writeLinks } from './store/links.ts';
import { moveDecisions } from './store/moved-decisions.ts';
import { readExchanges, readTransactions, type StoredExchange, type StoredTransaction } from './store/records.ts';
import { readCaptures, readyRuns } from './store/runs.ts';
import { maskingKey, readSetting } from './store/settings.ts';
import { markTwins, readKeyedExchanges } from './store/twins.ts';
import { regressions } from './track/proof.ts';
import { findingRows } from './views/inventory.ts';

/**
 * After reading: attributes the new captures, gives every exchange its endpoint, judges, and makes the run visible,
 * all in one transaction: a crash before its end leaves the workspace as it was.
 * `findJoin` names an earlier run that the new captures belong to. Returns the run that now holds them.
 */
export async function finishRun(
  db: Db,
  runId: number,
  findJoin: () => number | null,
  progress: Progress,
  check: () => void,
): Promise<number> {
  for (;;) {
    const joins = findJoin();
    if (joins !== null) dropKnownTransactions(db, runId, joins);
    progress.enter('attributing');
    const all = [...new Set([...readyRuns(db), runId])];
    const routes = routePaths(db, all);
    const runIds = joins === null ? [runId] : [joins, runId];
    const twins = findTwins(readKeyedExchanges(db, runIds));
    const links = attributeRuns(db, runIds, routes, twins);
    // Attribution holds the thread; a cancel that came meanwhile is heard here, before anything is kept.
    await setImmediate();
    check();
    progress.enter('judging');
    const into = publish(db, { runId, joins, all, routes, links, twins }, findJoin);
    if (into !== null) return into;
  }
}

interface Finished {
  readonly runId: number;
  readonly joins: number | null;
  readonly all: readonly number[];
  readonly routes: readonly RoutedPath[];
  readonly links: readonly Link[];
  readonly twins: readonly TwinGroup[];
}

/** Null when another import was published meanwhile that these captures belong to: then they are attributed again. */
function publish(
  db: Db,
  { runId, joins, all, routes, links, twins }: Finished,
  findJoin: () => number | null,
): number | null {
  return db
    .transaction(() => {
      if (findJoin() !== joins) return null;
      if (isImportedElsewhere(db, runId)) throw new Error('These files were imported by another window meanwhile');
      moveDecisions(db, assignEndpoints(db, all, routes));
      markTwins(db, twins);
      writeLinks(db, joins === null ? [runId] : [joins, runId], links);
      if (joins !== null) {
        moveCaptures(db, runId, joins);
        deleteUnfinished(db, runId);
      }
      publishRun(db, joins ?? runId);
      rejudge(db, readyRuns(db));
      markRegressed(db, joins ?? runId);
      return joins ?? runId;
    })
    .immediate();
}

/** What was said to be fixed and wrote again, by the run that shows it. */
function markRegressed(db: Db, runId: number): void {
  const from = readCaptures(db, runId).flatMap((capture) => capture.spanUs?.[0] ?? []);
  const recordedOn = from.length === 0 ? null : new Date(Math.min(...from) / 1000).toISOString().slice(0, 10);
  const rows = findingRows(db, readyRuns(db), readFindings(db));
  const steps = regressions(rows, runId, recordedOn);
  applyAction(db, { who: `Run ${runId}`, atMs: Date.now(), label: `Regressed in run ${runId}`, steps });
}

/** A route for every different path: templates are made per origin over all runs, so that runs agree. */
function routePaths(db: Db, runIds: readonly number[]): RoutedPath[] {
  const given = readSetting(db, 'policy')?.routes ?? [];
  const byOrigin = Map.groupBy(readPaths(db, runIds), (path) => path.origin);
  return [...byOrigin.values()].flatMap((paths) => {
    const template = createTemplater(paths, given);
    return paths.map((path) => {
      const route = withOperation(template(path.method, path.path), path.operation);
      return { ...path, route, routeKey: routeKey(route) };
    });
  });
}

function attributeRuns(
  db: Db,
  runIds: readonly number[],
  routes: readonly RoutedPath[],
  twins: readonly TwinGroup[],
): Link[] {
  const masker = createMasker(maskingKey(db));
  const routeOf = new Map(routes.map((r) => [requestLine(r), `${r.method} ${r.origin} ${r.route}`]));
  const repeated = new Set(twins.flatMap(({ others }) => others));
  const keysOf = new Map(twins.map(({ counts, keys }) => [counts, keys]));
  const exchanges: AttributableExchange[] = [];
  for (const exchange of readExchanges(db, runIds)) {
    if (exchange.reached === 'no' || repeated.has(exchange.id)) continue;
    const keys = keysOf.get(exchange.id) ?? exchange.keys;
    exchanges.push(toAttributable({ ...exchange, keys }, routeOf));
  }
  const transactions = attributableTransactions(db, runIds, masker.maskValue);
  return attribute({ exchanges, transactions }).links.slice();
}

/** Those of several logs of one run counted once. */
function attributableTransactions(
  db: Db,
  runIds: readonly number[],
  maskValue: (value: string) => string,
): AttributableTransaction[] {
  const levels = new Map(
    runIds.flatMap((runId) => readCaptures(db, runId).map(({ id, format }) => [id, levelOf(format)] as const)),
  );
  const transactions: AttributableTransaction[] = [];
  const logged: LoggedTransaction[] = [];
  for (const transaction of readTransactions(db, runIds)) {
    const attributable = toAttributableTransaction(transaction, maskValue);
    const { id, captureId, sourceId, time, changes } = transaction;
    const isStatements = levels.get(captureId) === 'statement';
    transactions.push(attributable);
    logged.push({ id, captureId, sourceId, time, keys: attributable.keys, changes: changes.length, isStatements });
  }
  const { left, keysOf } = findLogTwins(logged);
  return transactions.flatMap((each) =>
    left.has(each.id) ? [] : [{ ...each, keys: keysOf.get(each.id) ?? each.keys }],
  );
}

const levelOf = (formatId: string) => formats.find(({ id }) => id === formatId)?.level;

const requestLine = ({ method, origin, path, operation }: DistinctPath): string =>
  `${method} ${origin}${path} ${operation ?? ''}`;

function toAttributable(exchange: StoredExchange, routeOf: ReadonlyMap<string, string>): AttributableExchange {
  const { id, method, origin, path, status, startUs, endUs, serverFromUs, serverToUs, keys } = exchange;
  return {
    id,
    endpoint: routeOf.get(requestLine(exchange)) ?? `${method} ${origin} ${path}`,
    safe: SAFE_METHODS.has(method),
    status,
    startUs,
    endUs,
    serverFromUs,
    serverToUs,
    keys,
    values: exchangeValues(exchange),
  };
}

function toAttributableTransaction(
  transaction: StoredTransaction,
  maskValue: (value: string) => string,
): AttributableTransaction {
  return {
    id: transaction.id,
    log: transaction.captureId,
    time: transaction.time,
    keys: transaction.context.flatMap((context) => context.keys),
    changes: transaction.changes.map((change) => ({
      op: change.op,
      table: change.table,
      changed: change.changed,
      marks: rowMarks(change),
    })),
    values: transactionValues(transaction, maskValue),
  };
}
