import { parseArgs } from 'node:util';
import type { AttributableExchange, AttributableTransaction, ExchangeValue, RowValue } from '../app/attribute/model.ts';
import { attributeEachOn, judgeThreads } from '../app/attributing-threads.ts';
import { randomOf } from './random.ts';

/**
 * What attribution costs on a generated run, the same each time:
 *   node bench/attribute-scale.ts [--requests 10000] [--threads 1]
 * A third of the requests save a note, with a hook's log and an audit row after the answer; the rest read. Clients
 * overlap so that six requests are open on average; a timer writes every five seconds. As many threads judge as in the
 * product, unless `--threads` says how many.
 */
const options = { requests: { type: 'string', default: '10000' }, threads: { type: 'string' } } as const;
const { values } = parseArgs({ options });
const requests = Number(values.requests);
const GAP_US = 16_000;
const EPOCH_US = 1_795_290_799_000_000;
const TIMER_US = 5_000_000;

/** A write's transactions are numbered by its request. */
function causeOf(transaction: number): number | null {
  return transaction < requests * 10 ? Math.floor(transaction / 10) : null;
}

/** The exchanges are made as they are asked for, as the product reads them from its store. */
function generateRun(count: number) {
  const numbers = Array.from({ length: count }, (_, n) => n);
  const ticks = Array.from({ length: Math.ceil((count * GAP_US) / TIMER_US) }, (_, n) => n);
  return {
    exchanges: { [Symbol.iterator]: () => generateExchanges(count) },
    transactions: [...numbers.flatMap(generateWrites), ...ticks.map((n) => generateTick(count * 10 + n, n))],
  };
}

function* generateExchanges(count: number): Generator<AttributableExchange> {
  for (let n = 0; n < count; n++) yield generateExchange(n);
}

const startOf = (n: number) => EPOCH_US + n * GAP_US + Math.floor(randomOf(n, 1) * GAP_US);
const tookOf = (n: number) => 20_000 + Math.floor(randomOf(n, 2) * 150_000);
const noteOf = (n: number) => `note-${Math.floor(randomOf(n, 3) * 5_000)}`;
const userOf = (n: number) => `user-${n % 40}`;
const isWrite = (n: number) => n % 3 === 0;

function generateExchange(n: number): AttributableExchange {
  const [start, end] = [startOf(n), startOf(n) + tookOf(n)];
  const sent: ExchangeValue[] = isWrite(n) ? [{ place: 'body', field: 'text', value: `text of ${n}` }] : [];
  return {
    id: n,
    endpoint: `${isWrite(n) ? 'PATCH' : 'GET'} http://app.example /${n % 7}/notes/{id}`,
    safe: !isWrite(n),
    status: 200,
    startUs: start,
    endUs: end,
    serverFromUs: start,
    serverToUs: end,
    keys: [],
    values: [
      { place: 'path', field: '', value: noteOf(n) },
      { place: 'token', field: 'claim id', value: `masked·${userOf(n)}` },
      ...sent,
      ...Array.from(
        { length: 12 },
        (_, i) => ({ place: 'response', field: `data.f${i}`, value: `${noteOf(n)} f${i}` }) as const,
      ),
    ],
  };
}

/** The note itself within the request; log, audit and counter after it. */
function generateWrites(n: number): AttributableTransaction[] {
  if (!isWrite(n)) return [];
  const commit = startOf(n) + Math.floor(tookOf(n) * (0.5 + randomOf(n, 4) / 2));
  const later = (i: number) => commit + 5_000 + Math.floor(randomOf(n, 4 + i) * 60_000);
  const key = (table: string, value: string) => row(table, 'id', value, 'key');
  const user = (table: string) => row(table, 'user', userOf(n), 'new');
  const text = row('notes', 'text', `text of ${n}`, 'new');
  return [
    write(n * 10, commit, 'update', 'notes', ['text'], [key('notes', noteOf(n)), text]),
    ...['log', 'audit', 'feed', 'mail', 'search', 'stats', 'copies', 'hooks'].map((table, i) =>
      write(n * 10 + 1 + i, later(i), 'insert', table, null, [
        key(table, `${table}-${n}`),
        row(table, 'note', noteOf(n), 'new'),
        user(table),
      ]),
    ),
  ];
}

const generateTick = (id: number, n: number) =>
  write(id, EPOCH_US + n * TIMER_US, 'insert', 'ticks', null, [row('ticks', 'id', `tick-${n}`, 'key')]);

function write(
  id: number,
  us: number,
  op: 'insert' | 'update',
  table: string,
  changed: string[] | null,
  rows: RowValue[],
): AttributableTransaction {
  return {
    id,
    log: 0,
    time: { us, resolutionUs: 1, kind: 'commit' },
    keys: [],
    changes: [{ op, table, changed, marks: [] }],
    values: rows,
  };
}

const row = (table: string, column: string, value: string, role: RowValue['role']): RowValue => ({
  table,
  column,
  value,
  masked: `masked·${value}`,
  role,
  row: 0,
});

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(0)} MB`;
}

async function main(): Promise<void> {
  const { exchanges, transactions } = generateRun(requests);
  const usual = judgeThreads(new URL('../app/ingest/import-worker.ts', import.meta.url), () => {});
  const threads = { ...usual, count: Number(values.threads ?? usual.count) };
  const { heapUsed } = process.memoryUsage();
  const from = performance.now();
  const before = process.cpuUsage();
  let right = 0;
  await attributeEachOn(threads, { exchanges, transactions }, ({ transactionId, exchangeId }) => {
    if (exchangeId === causeOf(transactionId)) right++;
  });
  const seconds = (performance.now() - from) / 1000;
  const { user, system } = process.cpuUsage(before);
  console.log(`${requests} requests, ${transactions.length} transactions, ${threads.count} threads`);
  console.log(`time               ${seconds.toFixed(1)} s, ${((user + system) / 1e6).toFixed(1)} s of processor time`);
  console.log(`transactions       ${megabytes(heapUsed)}`);
  console.log(`peak memory        ${megabytes(process.resourceUsage().maxRSS * 1024)}`);
  console.log(`right              ${(right / transactions.length).toFixed(4)}`);
}

await main();
