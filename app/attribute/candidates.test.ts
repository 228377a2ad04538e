import { expect, test } from 'vitest';
import { findCandidates, momentsOf } from './candidates.ts';
import { groupTransactions } from './group.ts';
import { answerKeys } from './keys.ts';
import { inPath, makeExchange, makeTransaction, rowValue } from './make-run.ts';
import type { AttributableExchange, AttributableTransaction } from './model.ts';
import { orderRun } from './run.ts';
import { indexValues } from './value-index.ts';

function candidatesOf(exchanges: AttributableExchange[], transactions: AttributableTransaction[]) {
  const run = orderRun(exchanges, transactions);
  const index = indexValues(run);
  const { chains } = groupTransactions(run, [], answerKeys(run), index);
  const found = findCandidates(run, momentsOf(run), chains, index);
  return chains.map((_, chain) => [...found.of(chain)].map((position) => run.exchanges[position]?.id));
}

test('exchanges from 15 ms before their start to 2.5 s after their end', () => {
  const exchanges = [makeExchange({ id: 1, endpoint: 'POST /a', from: 1_000, to: 1_100 })];
  const at = [980, 986, 1_050, 3_599, 3_601].map((ms, id) => makeTransaction({ id, at: ms }));
  expect(candidatesOf(exchanges, at)).toEqual([[], [1], [1], [1], []]);
});

test('a stamp of whole seconds meets all that its second meets', () => {
  const exchanges = [makeExchange({ id: 1, endpoint: 'POST /a', from: 1_700, to: 1_800 })];
  expect(candidatesOf(exchanges, [makeTransaction({ id: 1, at: 1_000, resolutionMs: 1_000 })])).toEqual([[1]]);
});

test('without a time only a rare value brings a candidate in', () => {
  const exchanges = [
    makeExchange({ id: 1, endpoint: 'POST /a/{id}', from: 0, to: 10, values: [inPath('rare')] }),
    makeExchange({ id: 2, endpoint: 'POST /a/{id}', from: 0, to: 10 }),
  ];
  const transaction = makeTransaction({ id: 1, at: null, values: [rowValue('notes.id', 'rare', 'key')] });
  expect(candidatesOf(exchanges, [transaction])).toEqual([[1]]);
});

test('streams that stay open do not make every pair a candidate', () => {
  const streams = Array.from({ length: 1_000 }, (_, id) =>
    makeExchange({ id, endpoint: 'GET /stream', from: id, to: 900_000 }),
  );
  const found = candidatesOf(streams, [makeTransaction({ id: 1, at: 60_000 })]);
  expect(found[0]?.length).toBeLessThan(500);
});
