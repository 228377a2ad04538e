import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { attribute } from '../app/attribute/attribute.ts';
import { readRun } from './read-run.ts';

/** One run of a shop API, told by every recorder that was on: each pair must tell the same story, as far as it can. */
const fixture = (name: string) => fileURLToPath(new URL(`../app/ingest/formats/fixtures/${name}`, import.meta.url));
const REQUESTS = {
  HAR: fixture('har/parallel-orders/input.har'),
  OTLP: fixture('otlp-json/orders-run/input.jsonl.gz'),
  'access log': fixture('nginx-json/orders-run/input.jsonl'),
};
const CHANGES = {
  'wal2json 2': fixture('wal2json-2/orders-run/input.jsonl'),
  'wal2json 1': fixture('wal2json-1/orders-run/input.jsonl'),
  test_decoding: fixture('test-decoding/orders-run/input.txt'),
  'server log': fixture('postgres-log/orders-run/input.log'),
  csvlog: fixture('postgres-log-csv/orders-run/input.csv'),
  jsonlog: fixture('postgres-log-json/orders-run/input.json'),
};

/** Transaction → request of the HAR that caused it, null where none did: recorded inside the service. */
const TRUTH = JSON.parse(readFileSync(new URL('./orders-run-truth.json', import.meta.url), 'utf8')) as Readonly<
  Record<string, number | null>
>;

/** The server's side also saw the browser ask for its icon, as the second request. */
const positionOf = (request: number | null, source: string) =>
  request === null ? null : source === 'HAR' || request === 0 ? request : request + 1;

const PAIRS = Object.keys(REQUESTS).flatMap((requests) =>
  Object.keys(CHANGES).map((changes) => [requests, changes] as const),
);

async function score(requests: keyof typeof REQUESTS, changes: keyof typeof CHANGES) {
  const run = await readRun(REQUESTS[requests], CHANGES[changes]);
  const links = attribute(run).links.filter(
    ({ transactionId }) => TRUTH[run.sourceIds[transactionId] ?? ''] !== undefined,
  );
  const isRight = ({ transactionId, exchangeId }: (typeof links)[number]) =>
    exchangeId === positionOf(TRUTH[run.sourceIds[transactionId] ?? ''] ?? null, requests);
  const sure = links.filter(({ probability }) => probability >= 0.9);
  const wrong = sure.filter((link) => !isRight(link)).map(({ transactionId }) => run.sourceIds[transactionId]);
  return { known: links.length, right: links.filter(isRight).length, sure: sure.length, wrong };
}

/** Logs of statements name 13 of the transactions, each with its request; change logs name all 53. */
const isStatements = (changes: string) => changes.endsWith('log');
/**
 * One was sent without a traceparent: its comment names the server's own trace, of which an access log knows nothing.
 * Then it is not sure which request did it.
 */
const untraced = (requests: string, changes: string) => (requests === 'access log' && isStatements(changes) ? 1 : 0);

test.each(PAIRS)('%s and %s', async (requests, changes) => {
  const { known, right, sure, wrong } = await score(requests as keyof typeof REQUESTS, changes as keyof typeof CHANGES);
  const unknown = untraced(requests, changes);
  expect(wrong).toEqual([]);
  expect(known).toBe(isStatements(changes) ? 13 : 53);
  expect(right).toBeGreaterThanOrEqual(isStatements(changes) ? known - unknown : 51);
  expect(sure).toBeGreaterThanOrEqual(isStatements(changes) ? known - unknown : 47);
});
