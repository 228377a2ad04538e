import { expect, test } from 'vitest';
import { attribute } from './attribute/attribute.ts';
import { inBody, makeExchange, makeTransaction, rowValue } from './attribute/make-run.ts';
import { calibrate } from './calibrating.ts';

/** Calls one after another, each with a row of its own value; the first `withId` carry an id on both sides. */
function runOf(calls: number, withId: number) {
  const keyOf = (i: number) => (i < withId ? [{ kind: 'request-id' as const, value: `r-${i}` }] : []);
  const numbers = Array.from({ length: calls }, (_, i) => i);
  return {
    exchanges: numbers.map((i) =>
      makeExchange({
        id: i + 1,
        endpoint: 'POST /notes',
        from: i * 100,
        to: i * 100 + 40,
        values: [inBody('text', `text ${i}`)],
        keys: keyOf(i),
      }),
    ),
    transactions: numbers.map((i) =>
      makeTransaction({
        id: i + 1,
        at: i * 100 + 20,
        values: [rowValue('notes.text', `text ${i}`)],
        keys: keyOf(i),
      }),
    ),
  };
}

const checked = (calls: number, withId: number) => {
  const run = runOf(calls, withId);
  return calibrate(run, attribute(run).links, attribute);
};

test('answers without ids are held against the ids', () => {
  const { requests, transactions, bins } = checked(240, 220);
  expect({ requests, transactions }).toEqual({ requests: 220, transactions: 220 });
  expect(bins).toHaveLength(10);
  expect(bins?.reduce((sum, { answers }) => sum + answers, 0)).toBe(220);
  const last = bins?.at(-1);
  expect(last?.right).toBe(last?.answers);
  expect(last?.said).toBeGreaterThan(0.9);
});

test('where too few requests carry an id nothing is checked', () => {
  expect(checked(240, 199)).toEqual({ requests: 199, transactions: 0, bins: null });
  expect(checked(240, 0)).toEqual({ requests: 0, transactions: 0, bins: null });
});

test('of a long run the middle is checked, with the requests around it', () => {
  const run = runOf(6_000, 6_000);
  const said = { probability: 1, basis: ['key' as const], evidence: [], rivals: [] };
  const links = run.transactions.map(({ id }) => ({ transactionId: id, exchangeId: id, ...said }));
  const given: number[][] = [];
  const { requests, transactions } = calibrate(run, links, (hidden) => {
    given.push([...hidden.exchanges].map(({ id }) => id));
    expect([...hidden.exchanges].every(({ keys }) => keys.length === 0)).toBe(true);
    return { links: links.filter(({ transactionId }) => transactionId > 500 && transactionId <= 5_500), clocks: [] };
  });
  expect({ requests, transactions }).toEqual({ requests: 6_000, transactions: 5_000 });
  expect([given[0]?.[0], given[0]?.at(-1)]).toEqual([401, 5_600]);
});

test('an answer that is wrong counts as wrong', () => {
  const run = runOf(240, 240);
  const links = attribute(run).links.map((link) => ({ ...link, exchangeId: 241 - link.transactionId }));
  const { bins } = calibrate(run, links, attribute);
  expect(bins?.reduce((sum, { right }) => sum + right, 0)).toBe(0);
});
