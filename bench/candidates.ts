import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { AFTER_US, BEFORE_US, type Candidates, type Moments, type Stamps, sweep } from '../app/attribute/candidates.ts';
import { type Duck, openDuck } from './duck.ts';
import { randomOf } from './random.ts';

/**
 * What it costs to find the requests that can have caused each transaction, on a generated run, beside DuckDB's range
 * join of the same rows in the same process:
 *   node bench/candidates.ts [--requests 300000] [--rounds 5]
 * There are three transactions a request, and about eight requests meet each. DuckDB is fetched into a temporary folder
 * and not kept. Both sides begin with columns of times in memory and end with all pairs in memory.
 */
const { values } = parseArgs({
  options: { requests: { type: 'string', default: '300000' }, rounds: { type: 'string', default: '5' } },
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

/** Both sides in the order of time. */
interface Columns {
  readonly moments: Moments;
  readonly stamps: Stamps;
}

async function main(): Promise<void> {
  const columns = generateColumns();
  const folder = mkdtempSync(join(tmpdir(), 'endpoint-audit-candidates-'));
  try {
    const duck = await openDuck(folder);
    await load(duck, columns, folder);
    console.log(`${REQUESTS} requests, ${REQUESTS * WRITES} transactions, ${duck.name}`);
    await compare(columns, duck);
    duck.close();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function compare({ moments, stamps }: Columns, duck: Duck): Promise<void> {
  const ours: number[] = [];
  const theirs: number[] = [];
  for (let round = 0; round < Number(values.rounds); round++) {
    const own = await timed(() => sweep(moments, stamps));
    await duck.run('DROP TABLE IF EXISTS pairs');
    const join = await timed(() => duck.run(JOIN));
    const found = foundIn(own.result);
    check(found, await foundBy(duck));
    ours.push(own.seconds);
    theirs.push(join.seconds);
    if (round === 0) console.log(`${found.pairs} pairs, the same on both sides`);
    console.log(`processor time     sweep ${own.seconds.toFixed(2)} s, range join ${join.seconds.toFixed(2)} s`);
  }
  console.log(`range join / sweep ${(median(theirs) / median(ours)).toFixed(1)} (medians)`);
}

/** The bounds of the sweep; stamps are of one microsecond. */
const JOIN = `CREATE TABLE pairs AS SELECT t.position AS tx, r.position AS request FROM transactions t JOIN requests r
  ON r.first_us <= t.at_us AND r.last_us >= t.at_us`;

/** Processor time of all threads of this process. */
async function timed<T>(work: () => T | Promise<T>): Promise<{ result: T; seconds: number }> {
  const before = process.cpuUsage();
  const result = await work();
  const { user, system } = process.cpuUsage(before);
  return { result, seconds: (user + system) / 1e6 };
}

const median = (all: readonly number[]): number => [...all].sort((a, b) => a - b)[Math.floor(all.length / 2)] ?? 0;

function foundIn(candidates: Candidates): Found {
  let [pairs, sum] = [0, 0];
  for (let transaction = 0; transaction < REQUESTS * WRITES; transaction++) {
    const requests = candidates.of(transaction);
    pairs += requests.length;
    for (const request of requests) sum += transaction * 7 + request;
  }
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

const startOf = (n: number): number => EPOCH_US + n * GAP_US + Math.floor(randomOf(n, 1) * GAP_US);
const lengthOf = (n: number): number => Math.floor(randomOf(n, 2) * LONGEST_US);

/** Each transaction commits within its request or up to a second after its end. */
function stampOf(n: number): number {
  const cause = Math.floor(n / WRITES);
  return startOf(cause) + Math.floor(randomOf(n, 3) * (lengthOf(cause) + 1_000_000));
}

function generateColumns(): Columns {
  const requests = Array.from({ length: REQUESTS }, (_, n) => n);
  const from = Float64Array.from({ length: REQUESTS * WRITES }, (_, n) => stampOf(n)).sort();
  return {
    moments: {
      first: Float64Array.from(requests, (n) => startOf(n) - BEFORE_US),
      last: Float64Array.from(requests, (n) => startOf(n) + lengthOf(n) + AFTER_US),
    },
    stamps: { from, to: from.map((us) => us + 1) },
  };
}

async function load(duck: Duck, { moments, stamps }: Columns, folder: string): Promise<void> {
  const requests = Array.from(moments.first, (us, position) => `${position},${us},${moments.last[position]}`);
  const commits = Array.from(stamps.from, (us, position) => `${position},${us}`);
  await loadTable(duck, join(folder, 'requests.csv'), 'requests', ['position,first_us,last_us', ...requests]);
  await loadTable(duck, join(folder, 'transactions.csv'), 'transactions', ['position,at_us', ...commits]);
}

async function loadTable(duck: Duck, file: string, table: string, lines: readonly string[]): Promise<void> {
  writeFileSync(file, lines.join('\n'));
  await duck.run(`CREATE TABLE ${table} AS SELECT * FROM read_csv('${file}', header = true)`);
}

await main();
