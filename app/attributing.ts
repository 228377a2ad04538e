import type { Calibration } from '../shared/quality-views.ts';
import { isSafe } from '../shared/words.ts';
import { attribute } from './attribute/attribute.ts';
import type { AttributableExchange, AttributableTransaction, Attribution } from './attribute/model.ts';
import { attributeOn, type Threads } from './attributing-threads.ts';
import { createTemplater, routeKey, withOperation } from './audit/route-templates.ts';
import { calibrate } from './calibrating.ts';
import { overrule, type Said } from './corrections.ts';
import { formats } from './ingest/detect.ts';
import { logMarks } from './ingest/log-marks.ts';
import { findLogTwins, type LoggedTransaction } from './ingest/log-twins.ts';
import { createMasker } from './ingest/mask.ts';
import type { TwinGroup } from './ingest/twins.ts';
import { exchangeValues, rowMarks, transactionValues } from './ingest/values.ts';
import type { Db } from './store/database.ts';
import { type DistinctPath, type RoutedPath, readPaths } from './store/endpoints.ts';
import { readExchanges, readTransactions, type StoredExchange, type StoredTransaction } from './store/records.ts';
import { countRecordedTransactions, readCaptures } from './store/runs.ts';
import { maskingKey } from './store/settings.ts';
import { templatesWith } from './store/templates.ts';

/** A route for every different path: templates are made per origin over all runs, so that runs agree. */
export function routePaths(
  db: Db,
  runIds: readonly number[],
  given: readonly string[] = templatesWith(db),
): RoutedPath[] {
  const byOrigin = Map.groupBy(readPaths(db, runIds), (path) => path.origin);
  return [...byOrigin.values()].flatMap((paths) => {
    const template = createTemplater(paths, given);
    return paths.map((path) => {
      const route = withOperation(template(path.method, path.path), path.operation);
      return { ...path, route, routeKey: routeKey(route) };
    });
  });
}

/** Links as people left them, and how sure those are that the engine found. */
export interface Attributed extends Attribution {
  /** Takes about as long as attributing a small run; what people said does not change it. */
  readonly calibrate: () => Calibration;
}

/** Says of every transaction of these runs which exchange caused it. Reads only. */
export async function attributeRuns(
  db: Db,
  runIds: readonly number[],
  routes: readonly RoutedPath[],
  twins: readonly TwinGroup[],
  said: Said,
  threads: Threads,
): Promise<Attributed> {
  const masker = createMasker(maskingKey(db));
  const routeOf = new Map(routes.map((r) => [requestLine(r), `${r.method} ${r.origin} ${r.route}`]));
  const repeated = new Set(twins.flatMap(({ others }) => others));
  const keysOf = new Map(twins.map(({ counts, keys }) => [counts, keys]));
  function* attributable(): Generator<AttributableExchange> {
    for (const exchange of readExchanges(db, runIds)) {
      if (exchange.reached === 'no' || repeated.has(exchange.id)) continue;
      const keys = keysOf.get(exchange.id) ?? exchange.keys;
      yield toAttributable({ ...exchange, keys }, routeOf);
    }
  }
  const exchanges = { [Symbol.iterator]: attributable };
  const transactions = attributableTransactions(db, runIds, masker.maskValue, threads.report);
  const run = { exchanges, transactions, corrections: said.corrections };
  const { links, clocks } = await attributeOn(threads, run);
  return { links: overrule(links, said), clocks, calibrate: () => calibrate(run, links, attribute) };
}

/** Those of several logs of one run counted once. */
function attributableTransactions(
  db: Db,
  runIds: readonly number[],
  maskValue: (value: string) => string,
  report: Threads['report'] = () => {},
): AttributableTransaction[] {
  const of = countRecordedTransactions(db, runIds);
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
    report({ phase: 'reading', transactions: Math.min(of, transactions.length), of });
    const marks = logMarks(sourceId, changes);
    const counted = { keys: attributable.keys, changes: changes.length, isStatements };
    logged.push({ id, captureId, sourceId, time, ...counted, ...marks });
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
  const endpoint = routeOf.get(requestLine(exchange)) ?? `${method} ${origin} ${path}`;
  return {
    id,
    endpoint,
    safe: isSafe({ method, route: endpoint }),
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
