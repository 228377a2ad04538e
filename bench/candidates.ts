import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { AFTER_US, BEFORE_US, findCandidates } from '../app/attribute/candidates.ts';
import type { AttributableExchange, AttributableTransaction } from '../app/attribute/model.ts';
import { type Chain, orderRun, type Run } from '../app/attribute/run.ts';
import { indexValues } from '../app/attribute/value-index.ts';
import { type Duck, openDuck } from './duck.ts';
import { randomOf } from './random.ts';

/**
 * What it costs to find the requests that can have caused each transaction, on a generated run, beside DuckDB's range
 * join of the same rows in the same process:
 *   node bench/candidates.ts [--requests 300000] [--rounds 3]
 * There are three transactions a request, and about eight requests meet each. DuckDB is fetched into a temporary folder
 * and not kept. Both sides end with all pairs in memory; their input is there before the clock starts.
 */
const { values } = parseArgs({
  options: { requests: { type: 'string', default: '300000' }, rounds: { type: 'string', default: '3' } },
});
const REQUESTS = Number(values.requests);
const WRITES = 3;
/** Between starts: a transaction meets the requests of {@link BEFORE_US} + {@link AFTER_US} and their own length. */
const GAP_US = 320_000;
const LONGEST_US = 100_000;
const EPOCH_US = 1_795_290_799_000_000;

interface Found {
  readonly pairs: number;
  /** Equal where the pairs are. */
  readonly sum: number;
}

async function main(): Promise<void> {
  const run = generateRun();
  const folder = mkdtempSync(join(tmpdir(), 'endpoint-audit-candidates-'));
  try {
    const duck = await openDuck(folder);
    await load(duck, run, folder);
    console.log(`${run.exchanges.length} requests, ${run.transactions.length} transactions, ${duck.name}`);
    await compare(run, duck);
    duck.close();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function compare(run: Run, duck: Duck): Promise<void> {
  const chains = run.transactions.map(chainOf);
  const index = indexValues(run);
  const ours: number[] = [];
  const theirs: number[] = [];
  for (let round = 0; round < Number(values.rounds); round++) {
    const own = await timed(() => findCandidates(run, chains, index));
    await duck.run('DROP TABLE IF EXISTS pairs');
    const join = await timed(() => duck.run(JOIN));
    check(foundIn(own.result), await foundBy(duck));
    ours.push(own.seconds);
    theirs.push(join.seconds);
    if (round === 0) console.log(`${foundIn(own.result).pairs} pairs, the same on both sides`);
    console.log(`processor time     sweep ${own.seconds.toFixed(2)} s, range join ${join.seconds.toFixed(2)} s`);
  }
  console.log(`sweep / range join ${(median(ours) / median(theirs)).toFixed(2)} (medians)`);
}

/** The bounds of `findCandidates`; stamps are of one microsecond. */
const JOIN = `CREATE TABLE pairs AS SELECT t.position AS tx, r.position AS request FROM transactions t JOIN requests r
  ON r.from_us - ${BEFORE_US} <= t.at_us AND r.to_us + ${AFTER_US} >= t.at_us`;

/** Processor time of all threads of this process. */
async function timed<T>(work: () => T | Promise<T>): Promise<{ result: T; seconds: number }> {
  const before = process.cpuUsage();
  const result = await work();
  const { user, system } = process.cpuUsage(before);
  return { result, seconds: (user + system) / 1e6 };
}

const median = (all: readonly number[]): number => [...all].sort((a, b) => a - b)[Math.floor(all.length / 2)] ?? 0;

function foundIn(candidates: readonly (readonly number[])[]): Found {
  let [pairs, sum] = [0, 0];
  candidates.forEach((requests, transaction) => {
    pairs += requests.length;
    for (const request of requests) sum += transaction * 7 + request;
  });
  return { pairs, sum };
}

async function foundBy(duck: Duck): Promise<Found> {
  const [[pairs, sum] = []] = await duck.rows('SELECT count(*)::DOUBLE, sum(tx * 7 + request)::DOUBLE FROM pairs');
  return { pairs: Number(pairs), sum: Number(sum) };
}

function check(ours: Found, theirs: Found): void {
  if (ours.pairs !== theirs.pairs || ours.sum !== theirs.sum)
    throw new Error(`not the same pairs: ${JSON.stringify(ours)} here, ${JSON.stringify(theirs)} by DuckDB`);
}

function generateRun(): Run {
  const exchanges = Array.from({ length: REQUESTS }, (_, n) => generateExchange(n));
  const transactions = Array.from({ length: REQUESTS * WRITES }, (_, n) => generateTransaction(n));
  return orderRun(exchanges, transactions);
}

const startOf = (n: number): number => EPOCH_US + n * GAP_US + Math.floor(randomOf(n, 1) * GAP_US);
const lengthOf = (n: number): number => Math.floor(randomOf(n, 2) * LONGEST_US);

function generateExchange(n: number): AttributableExchange {
  const [from, to] = [startOf(n), startOf(n) + lengthOf(n)];
  const times = { startUs: from, endUs: to, serverFromUs: from, serverToUs: to };
  return { id: n, endpoint: 'POST http://app.example /', safe: false, status: 200, keys: [], values: [], ...times };
}

/** Within the request or up to a second after its end. */
function generateTransaction(n: number): AttributableTransaction {
  const cause = Math.floor(n / WRITES);
  const us = startOf(cause) + Math.floor(randomOf(n, 3) * (lengthOf(cause) + 1_000_000));
  return { id: n, log: 0, time: { us, resolutionUs: 1, kind: 'commit' }, keys: [], changes: [], values: [] };
}

function chainOf({ time }: AttributableTransaction, position: number): Chain {
  const us = time?.us ?? EPOCH_US;
  return { members: [position], signature: '', at: { fromUs: us, toUs: us + 1 } };
}

async function load(duck: Duck, { exchanges, transactions }: Run, folder: string): Promise<void> {
  const requests = exchanges.map(({ startUs, endUs }, position) => `${position},${startUs},${endUs}`);
  const commits = transactions.map(({ time }, position) => `${position},${time?.us}`);
  await loadTable(duck, join(folder, 'requests.csv'), 'requests', ['position,from_us,to_us', ...requests]);
  await loadTable(duck, join(folder, 'transactions.csv'), 'transactions', ['position,at_us', ...commits]);
}

async function loadTable(duck: Duck, file: string, table: string, lines: readonly string[]): Promise<void> {
  writeFileSync(file, lines.join('\n'));
  await duck.run(`CREATE TABLE ${table} AS SELECT * FROM read_csv('${file}', header = true)`);
}

await main();
