import { createRun, publishRun } from '../app/store/captures.ts';
import { openDatabase } from '../app/store/database.ts';
import { assignEndpoints, readPaths } from '../app/store/endpoints.ts';
import { writeLinks } from '../app/store/links.ts';
import type { Exchange, Link, Transaction } from '../shared/records.ts';
import { addCapture, idsOf } from './captures.ts';
import { randomOf } from './random.ts';

/**
 * A workspace with one large run, the same each time, for what the timeline costs: six requests are open on average,
 * of 24 clients; each has three transactions, of which one in twenty is background and one in fifty undecided.
 */

const GAP_US = 16_000;
const EPOCH_US = 1_795_290_799_000_000;
const TABLES = ['public.notes', 'public.audit', 'public.feed', 'public.stats'];

const startOf = (n: number) => EPOCH_US + n * GAP_US + Math.floor(randomOf(n, 1) * GAP_US);
const tookOf = (n: number) => 20_000 + Math.floor(randomOf(n, 2) * 150_000);

export function makeWorkspace(file: string, requests: number): void {
  const db = openDatabase(file);
  const run = createRun(db, EPOCH_US / 1000);
  const http = addCapture(db, run, { name: 'requests.har', kind: 'http', format: 'har' }, requests, (writer, n) =>
    writer.addExchange(exchangeOf(n)),
  );
  const log = addCapture(
    db,
    run,
    { name: 'changes.jsonl', kind: 'changes', format: 'wal2json-2' },
    requests * 3,
    (writer, n) => writer.addTransaction(transactionOf(n)),
  );
  db.transaction(() => {
    const paths = readPaths(db, [run]);
    assignEndpoints(
      db,
      [run],
      paths.map((path) => ({ ...path, route: path.path, routeKey: path.path })),
    );
    writeLinks(db, [run], linksOf(idsOf(db, 'exchange', http), idsOf(db, 'source_transaction', log)));
    publishRun(db, run);
  })();
  db.close();
}

function exchangeOf(n: number): Exchange {
  const [startUs, endUs] = [startOf(n), startOf(n) + tookOf(n)];
  const message = { headers: [], body: null };
  return {
    index: n,
    byteOffset: n,
    operation: null,
    method: n % 3 === 0 ? 'PATCH' : 'GET',
    origin: 'http://app.example',
    path: `/items/${n % 40}`,
    query: [],
    startUs,
    endUs,
    serverFromUs: startUs + 2_000,
    serverToUs: endUs - 5_000,
    status: 200,
    failure: null,
    reached: 'yes',
    reachedWhy: 'answered',
    request: message,
    response: message,
    claims: [],
    keys: [],
    client: `client ${n % 24}`,
  };
}

/** Transaction n belongs to request n / 3. */
function transactionOf(n: number): Transaction {
  const request = Math.floor(n / 3);
  const us = startOf(request) + Math.floor(tookOf(request) * (0.3 + randomOf(n, 4)));
  const table = TABLES[n % TABLES.length] ?? '';
  return {
    sourceId: String(n),
    byteOffset: n,
    time: { us, resolutionUs: 1, kind: 'commit' },
    context: [],
    changes: [
      {
        op: 'insert',
        table,
        key: { id: n },
        before: null,
        beforeImage: 'none',
        after: { id: n },
        changed: null,
        byteOffset: n,
      },
    ],
  };
}

function linksOf(exchanges: readonly number[], transactions: readonly number[]): Link[] {
  return transactions.map((transactionId, n) => ({
    transactionId,
    exchangeId: randomOf(n, 5) < 0.05 ? null : (exchanges[Math.floor(n / 3)] ?? null),
    probability: randomOf(n, 6) < 0.02 ? 0.6 : 0.995,
    basis: ['time'],
    evidence: [{ basis: 'time', speaks: 'for', text: 'commit inside the server window', matches: [] }],
    rivals: [{ exchangeId: null, probability: 0.004 }],
  }));
}
