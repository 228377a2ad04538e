import { expect, test } from 'vitest';
import { attribute } from '../app/attribute/attribute.ts';
import { PAIRS, type Pair, truth } from '../app/golden-for-tests.ts';
import { readRun } from './read-run.ts';

/** The server's side also saw the browser ask for its icon, as the second request. */
const positionOf = (request: number | null, source: string) =>
  request === null ? null : source === 'HAR' || request === 0 ? request : request + 1;

async function score({ requests, from, to }: Pair) {
  const run = await readRun(from, to);
  const links = attribute(run).links.filter(
    ({ transactionId }) => truth[run.sourceIds[transactionId] ?? ''] !== undefined,
  );
  const isRight = ({ transactionId, exchangeId }: (typeof links)[number]) =>
    exchangeId === positionOf(truth[run.sourceIds[transactionId] ?? ''] ?? null, requests);
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

/** What the best candidates are worth, also those below the line from which a link counts. */
test.each(PAIRS)('$requests and $changes', async (pair) => {
  const { requests, changes } = pair;
  const { known, right, sure, wrong } = await score(pair);
  const unknown = untraced(requests, changes);
  expect(wrong).toEqual([]);
  expect(known).toBe(isStatements(changes) ? 13 : 53);
  expect(right).toBeGreaterThanOrEqual(isStatements(changes) ? known - unknown : 51);
  expect(sure).toBeGreaterThanOrEqual(isStatements(changes) ? known - unknown : 47);
});
