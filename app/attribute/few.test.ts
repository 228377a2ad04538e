import { expect, test } from 'vitest';
import { inPath, linksOf, makeExchange, makeTransaction, rowValue } from './make-run.ts';

const patch = (id: number, from: number, key: string) =>
  makeExchange({ id, endpoint: 'PATCH /notes/{id}', from, to: from + 20, values: [inPath(key)] });
const update = (id: number, at: number, key: string) =>
  makeTransaction({ id, at, change: 'update notes(text)', values: [rowValue('notes.id', key, 'key')] });

test('a second write of a call whose like write once may be that of a repeat that was not recorded', () => {
  const keys = Array.from({ length: 12 }, (_, i) => `7${i}41${i}`);
  const calls = keys.map((key, i) => patch(i, i * 1_000, key));
  const writes = keys.map((key, i) => update(i, i * 1_000 + 12, key));
  const links = linksOf(calls, [...writes, update(99, 3_120, keys[3] ?? '')]);
  for (const link of links.slice(0, -1)) expect(link.probability).toBeGreaterThan(0.9);
  expect(links.at(-1)?.probability).toBeLessThan(0.9);
});

test('of few writes none is sure to come from a call that ended before, while another names the row', () => {
  const made = makeExchange({
    id: 0,
    endpoint: 'POST /drafts',
    from: 0,
    to: 40,
    values: [{ place: 'response', field: 'id', value: 'd-5501' }],
  });
  const saved = makeExchange({
    id: 1,
    endpoint: 'POST /drafts/{id}/save',
    from: 50,
    to: 70,
    values: [inPath('d-5501')],
  });
  const write = makeTransaction({
    id: 0,
    at: 49,
    change: 'update drafts(text)',
    values: [rowValue('drafts.id', 'd-5501', 'key')],
    resolutionMs: 30,
  });
  for (const { exchangeId, probability } of linksOf([made, saved], [write]))
    expect(exchangeId === 1 || probability < 0.9).toBe(true);
});
