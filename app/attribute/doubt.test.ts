import { describe, expect, test } from 'vitest';
import { inPath, linksOf, makeExchange, makeTransaction, rowValue } from './make-run.ts';

const numbers = Array.from({ length: 30 }, (_, n) => n);

describe('a row that every call of a session touches', () => {
  const routes = ['GET /user', 'GET /menu', 'GET /news', 'GET /flags'];
  const pages = numbers.flatMap((n) =>
    routes.map((endpoint, i) =>
      makeExchange({
        id: n * 10 + i,
        endpoint,
        from: n * 3_000 + i,
        to: n * 3_000 + 40 + i * 30,
        values: [{ place: 'token', field: 'cookie sid', value: `masked·session ${n % 5}` }],
      }),
    ),
  );
  const touches = pages.map(({ id, endUs, startUs }) => {
    const n = Math.floor(id / 10);
    const length = ((endUs ?? 0) - (startUs ?? 0)) / 1_000;
    return makeTransaction({
      id,
      at: n * 3_000 + (id % 10) + length + 2,
      change: 'update sessions(touched)',
      values: [rowValue('sessions.sid', `session ${n % 5}`, 'key')],
    });
  });

  test('is given to the parallel calls, and for sure only where that is right', () => {
    const links = linksOf(pages, touches);
    const right = links.filter(({ transactionId, exchangeId }) => transactionId === exchangeId);
    expect(right.length).toBeGreaterThanOrEqual(0.7 * links.length);
    const sure = links.filter(({ probability }) => probability >= 0.9);
    expect(sure.filter(({ transactionId, exchangeId }) => transactionId !== exchangeId)).toEqual([]);
  });
});

test('what every kind of call does, one that comes only once does as well', () => {
  const calls = numbers.map((n) =>
    makeExchange({
      id: n,
      endpoint: `${n % 3 === 0 ? 'POST' : 'GET'} /page-${n}`,
      from: n * 1_500 + ((n * 613) % 900),
      to: n * 1_500 + ((n * 613) % 900) + 200,
      values: [{ place: 'token', field: 'cookie sid', value: `masked·session ${n % 3}` }],
    }),
  );
  const touches = calls.map(({ id, startUs, endUs }) =>
    makeTransaction({
      id,
      at: id * 1_500 + ((id * 613) % 900) + ((endUs ?? 0) - (startUs ?? 0)) / 1_600,
      change: 'update sessions(touched)',
      values: [rowValue('sessions.sid', `session ${id % 3}`, 'key')],
    }),
  );
  const links = linksOf(calls, touches);
  expect(links.every(({ transactionId, exchangeId }) => transactionId === exchangeId)).toBe(true);
});

describe('no request', () => {
  const reads = numbers.map((n) =>
    makeExchange({
      id: n,
      endpoint: 'GET /notes/{id}',
      from: n * 1_000,
      to: n * 1_000 + 40,
      values: [inPath(`note ${n}`)],
    }),
  );

  test('is not said for sure of a single write beside a request', () => {
    const [link] = linksOf(reads, [makeTransaction({ id: 1, at: 5_300, change: 'insert mails' })]);
    expect(link?.exchangeId).toBeNull();
    expect(link?.probability).toBeLessThan(0.9);
  });

  test('is sure where the like comes at any time, also long after the last request', () => {
    const jobs = numbers.map((n) =>
      makeTransaction({ id: n, at: 31_000 + n * 1_700 + ((n * 613) % 900), change: 'insert mails' }),
    );
    const links = linksOf(reads, jobs);
    expect(links.every(({ exchangeId }) => exchangeId === null)).toBe(true);
    expect(links.at(-1)?.probability).toBeGreaterThanOrEqual(0.9);
  });
});
