import { expect, test } from 'vitest';
import type { Link } from '../../shared/records.ts';
import type { FactExchange, FactTransaction } from './facts.ts';
import { logCovers, uncoveredCaptures } from './log-covers.ts';

const call = (startUs: number | null): FactExchange => ({
  ...{ id: 1, endpointId: 1, capture: 'a.har', captureId: 1, index: 0, reached: 'yes', reachedWhy: '' },
  ...{ startUs, endUs: startUs },
});
const commit = (timeUs: number | null): FactTransaction => ({
  ...{ id: 1, capture: 'a.jsonl', sourceId: '7', timeUs, changes: [] },
});
const link = (exchangeId: number | null, probability: number): Link => ({
  ...{ transactionId: 1, exchangeId, probability, basis: [], evidence: [], rivals: [] },
});
const covers = (callUs: number | null, commitUs: number | null, ...links: Link[]) =>
  logCovers({ exchanges: [call(callUs)], transactions: [commit(commitUs)], links, likelyFrom: 0.9 });

const MIN = 60_000_000;

test('a log that ends long before the calls, or begins long after them, covers none', () => {
  expect(covers(20 * MIN, 0)).toBe(false);
  expect(covers(0, 20 * MIN)).toBe(false);
});

test('a database that is quiet for a moment is no log of another time', () => {
  expect(covers(MIN, 0)).toBe(true);
});

test('clocks may be far apart where a call is linked; background is no link', () => {
  expect(covers(99 * MIN, 0, link(1, 0.99))).toBe(true);
  expect(covers(99 * MIN, 0, link(null, 0.99))).toBe(false);
  expect(covers(99 * MIN, 0, link(1, 0.2))).toBe(false);
});

test('without times on one side nothing is known against it', () => {
  expect(covers(null, 0)).toBe(true);
  expect(covers(99 * MIN, null)).toBe(true);
});

test('a file of requests far from the log is not covered, beside one that is', () => {
  const [own, other] = [call(0), { ...call(99 * MIN), id: 2, captureId: 2 }];
  const sides = { exchanges: [own, other], transactions: [commit(0)], likelyFrom: 0.9 };
  expect([...uncoveredCaptures({ ...sides, links: [] })]).toEqual([2]);
  expect([...uncoveredCaptures({ ...sides, links: [{ ...link(2, 0.99) }] })]).toEqual([]);
});
