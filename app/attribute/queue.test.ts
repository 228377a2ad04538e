import { expect, test } from 'vitest';
import { linksOf, makeExchange, makeTransaction } from './make-run.ts';
import { findWaits, meetsSpan } from './queue.ts';

/** A page that asks for twenty things at once, each of which takes 100 ms: only six are answered at a time. */
const page = (first: number, from: number) =>
  Array.from({ length: 20 }, (_, i) => makeExchange({ id: first + i, endpoint: 'GET /part', from, to: from + 100 }));

test('requests beyond the connections of a browser may have waited for the earlier ones', () => {
  const [wait, ...more] = findWaits(page(0, 1_000));
  expect(more).toEqual([]);
  expect((wait?.toUs ?? 0) - (wait?.fromUs ?? 0)).toBe(300_000);
  expect(meetsSpan(wait ? [wait] : [], { fromUs: (wait?.toUs ?? 0) - 1, toUs: wait?.toUs ?? 0 })).toBe(true);
  expect(meetsSpan(wait ? [wait] : [], { fromUs: (wait?.toUs ?? 0) + 1, toUs: (wait?.toUs ?? 0) + 2 })).toBe(false);
});

test('six at a time wait for nothing, nor do those whose recorder tells of waits', () => {
  expect(findWaits(page(0, 1_000).slice(0, 6))).toEqual([]);
  const told = page(0, 1_000).map((exchange) => ({ ...exchange, serverFromUs: (exchange.startUs ?? 0) + 500 }));
  expect(findWaits(told)).toEqual([]);
});

test('that no request did it is not sure while one may have waited', () => {
  const starts = [0, 7_300, 12_100, 23_900];
  const pages = starts.flatMap((from, n) => page(n * 20, from));
  const late = starts.flatMap((from, n) =>
    [350, 360, 370].map((by, i) => makeTransaction({ id: n * 3 + i, at: from + by, change: 'update sessions(seen)' })),
  );
  for (const link of linksOf(pages, late)) expect(link.probability).toBeLessThan(0.9);
});
