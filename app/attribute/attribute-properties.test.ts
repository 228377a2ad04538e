import fc from 'fast-check';
import { expect, test } from 'vitest';

import { inBody, inPath, inResponse, linksOf, makeExchange, makeTransaction, rowValue } from './make-run.ts';

const text = fc.constantFrom('1', '2', '17', '733', 'draft', 'hello there', 'b2f0c1de');
const exchangeParts = fc.record({
  endpoint: fc.constantFrom('GET /notes', 'POST /notes', 'PATCH /notes/{id}', 'GET /notes/{id}'),
  from: fc.integer({ min: 0, max: 4_000 }),
  length: fc.integer({ min: 0, max: 600 }),
  path: text,
  body: text,
  response: text,
});
const transactionParts = fc.record({
  at: fc.option(fc.integer({ min: 0, max: 5_000 })),
  change: fc.constantFrom('insert notes', 'update notes(text)', 'insert audit', 'delete notes'),
  key: text,
  value: text,
});
const exchanges = fc.array(exchangeParts, { maxLength: 12 }).map((all) =>
  all.map(({ endpoint, from, length, path, body, response }, id) =>
    makeExchange({
      id,
      endpoint,
      from,
      to: from + length,
      values: [inPath(path), inBody('text', body), inResponse('data.id', response)],
    }),
  ),
);
const transactions = fc
  .array(transactionParts, { maxLength: 12 })
  .map((all) =>
    all.map(({ at, change, key, value }, id) =>
      makeTransaction({ id, at, change, values: [rowValue('notes.id', key, 'key'), rowValue('notes.text', value)] }),
    ),
  );

test('every transaction gets one link, in the order given, with probabilities that make sense', () => {
  fc.assert(
    fc.property(exchanges, transactions, (given, log) => {
      const links = linksOf(given, log);
      expect(links.map(({ transactionId }) => transactionId)).toEqual(log.map(({ id }) => id));
      for (const { probability, rivals } of links) {
        const shares = [probability, ...rivals.map((rival) => rival.probability)];
        expect(shares.every((share) => share >= 0 && share <= 1)).toBe(true);
        expect(shares.reduce((sum, share) => sum + share, 0)).toBeLessThanOrEqual(1 + 1e-9);
        expect(shares).toEqual([...shares].sort((a, b) => b - a));
        expect(rivals.length).toBeLessThanOrEqual(3);
      }
    }),
    { numRuns: 60 },
  );
});

test('the order of the input changes no answer', () => {
  fc.assert(
    fc.property(exchanges, transactions, (given, log) => {
      const there = linksOf(given, log);
      const back = linksOf([...given].reverse(), [...log].reverse());
      expect([...back].reverse()).toEqual(there);
    }),
    { numRuns: 60 },
  );
});
