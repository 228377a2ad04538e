import { describe, expect, test } from 'vitest';
import { findJoins } from './chains.ts';
import { groupTransactions } from './group.ts';
import { answerKeys } from './keys.ts';
import { inBody, inPath, inResponse, makeExchange, makeTransaction, rowValue } from './make-run.ts';
import type { AttributableExchange, AttributableTransaction } from './model.ts';
import { orderRun } from './run.ts';
import { indexValues } from './value-index.ts';

const activity = (id: number, at: number) =>
  makeTransaction({ id: id * 10, at, change: 'insert activity', values: [rowValue('activity.id', String(id), 'key')] });
const revision = (id: number, names: number, at: number) =>
  makeTransaction({
    id: id * 10 + 1,
    at,
    change: 'insert revision',
    values: [rowValue('revision.id', String(id), 'key'), rowValue('revision.activity', String(names))],
  });
const joinsOf = (transactions: AttributableTransaction[]) => findJoins(orderRun([], transactions));

describe('columns that name fresh keys', () => {
  test('join the naming transaction to the inserting one', () => {
    const transactions = [7, 8, 9].flatMap((n) => [activity(n, n * 1_000), revision(n + 40, n, n * 1_000 + 5)]);
    expect(joinsOf(transactions)).toMatchObject([
      { earlier: 0, later: 1, value: '7' },
      { earlier: 2, later: 3, value: '8' },
      { earlier: 4, later: 5, value: '9' },
    ]);
  });

  test('join nothing when the key is old', () => {
    const transactions = [7, 8, 9].flatMap((n) => [activity(n, n * 10), revision(n + 40, n, n * 10 + 9_000)]);
    expect(joinsOf(transactions)).toEqual([]);
  });

  test('join nothing when some values name no fresh key', () => {
    const transactions = [7, 8, 9].flatMap((n) => [activity(n, n * 1_000), revision(n + 40, n, n * 1_000 + 5)]);
    expect(joinsOf([...transactions, revision(90, 2, 10_000)])).toEqual([]);
  });

  test('are not their own table’s key, however much it runs in step with another', () => {
    const transactions = [1, 2, 3, 4].flatMap((n) => [activity(n, n * 100), revision(n, 900 + n, n * 100 + 5)]);
    expect(joinsOf(transactions)).toEqual([]);
  });

  test('are no sequence that merely lags behind another', () => {
    const transactions = Array.from({ length: 30 }, (_, n) => [
      activity(n + 5, n * 100),
      revision(n + 500, n + 3, n * 100 + 5),
    ]).flat();
    expect(joinsOf(transactions.slice(4))).toEqual([]);
  });
});

describe('a client that names the key it was given', () => {
  const created = (n: number) => 100 + n;
  const transactions = [0, 1, 2].flatMap((n) => [
    activity(created(n), n * 1_000),
    revision(n, created(n), n * 1_000 + 500),
  ]);
  const chainsWith = (exchanges: AttributableExchange[]) => {
    const run = orderRun(exchanges, transactions);
    return groupTransactions(run, findJoins(run), answerKeys(run), indexValues(run)).chains.map(
      ({ members }) => members,
    );
  };

  test('is not overruled by the chain', () => {
    const exchanges = [0, 1, 2].flatMap((n) => [
      makeExchange({
        id: n,
        endpoint: 'POST /a',
        from: n * 1_000 - 20,
        to: n * 1_000 + 20,
        values: [inResponse('id', String(created(n)))],
      }),
      makeExchange({
        id: n + 10,
        endpoint: 'POST /r',
        from: n * 1_000 + 480,
        to: n * 1_000 + 520,
        values: [inBody('activity', String(created(n)))],
      }),
    ]);
    expect(chainsWith(exchanges)).toEqual([[0], [1], [2], [3], [4], [5]]);
  });

  test('is only one who does so between the two writes', () => {
    const exchanges = [0, 1, 2].map((n) =>
      makeExchange({
        id: n,
        endpoint: 'GET /a/{id}',
        from: n * 1_000 + 600,
        to: n * 1_000 + 620,
        values: [inPath(String(created(n)))],
      }),
    );
    expect(chainsWith(exchanges)).toEqual([
      [0, 1],
      [2, 3],
      [4, 5],
    ]);
  });
});
