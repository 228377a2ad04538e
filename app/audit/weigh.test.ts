import { describe, expect, test } from 'vitest';
import { LIKELY } from '../../shared/text.ts';
import type { DossierChange, DossierWrite } from './rule.ts';
import {
  anyRight,
  bestOther,
  chanceOfAtLeast,
  expectedByChance,
  moreCallsToDecide,
  moved,
  NOT_CHANCE,
  signatureOf,
  strengthsOf,
  tablesOf,
} from './weigh.ts';

const change = (over: Partial<DossierChange> = {}): DossierChange => ({
  table: 'public.hits',
  op: 'insert',
  changed: null,
  class: 'domain',
  classUnsure: false,
  rowId: null,
  shownAs: [],
  alsoBy: null,
  ...over,
});

const write = (exchangeId: number, over: Partial<DossierWrite> = {}): DossierWrite => ({
  exchangeId,
  exchange: { capture: 'a.har', index: exchangeId },
  transactionId: exchangeId,
  transaction: { capture: 'b.jsonl', id: String(exchangeId) },
  timeUs: null,
  probability: 0.95,
  isLikely: (over.probability ?? 0.95) >= LIKELY,
  isNamed: true,
  isSent: true,
  isTelling: true,
  basis: ['time'],
  rival: null,
  changes: [change()],
  ...over,
});

describe('chance', () => {
  test.each([
    [0, 3, 1],
    [1, 0, 0],
    [1, 0.1, 0.0952],
    [2, 0.1, 0.0047],
    [3, 2.1, 0.3504],
    [52, 0.3, 0],
    [600, 600, 1],
    [900, 600, 0],
  ])('at least %s where %s are expected', (count, expected, chance) => {
    expect(chanceOfAtLeast(count, expected)).toBeCloseTo(chance, 4);
  });

  test('more calls decide only where the calls write oftener than chance', () => {
    expect(moreCallsToDecide(3, 118, 2.1)).toBe(3400);
    expect(moreCallsToDecide(2, 619, 5.6)).toBeNull();
    const more = moreCallsToDecide(2, 10, 0.2) ?? 0;
    const factor = (10 + more) / 10;
    expect(chanceOfAtLeast(Math.floor(2 * factor), 0.2 * factor)).toBeLessThan(NOT_CHANCE);
  });

  test('the rarest row of a transaction sets its rate, each signature once', () => {
    const both = [change(), change({ table: 'public.log', class: 'telemetry' })];
    const chance = new Map([
      ['insert public.hits', 0.2],
      ['insert public.log (telemetry)', 7],
      ['update public.users', 0.5],
    ]);
    const writes = [
      write(1, { changes: both }),
      write(2, { changes: both }),
      write(3, { changes: [change({ op: 'update', table: 'public.users', changed: ['name'] })] }),
      write(4, { basis: ['key'], probability: 1, changes: [change({ table: 'public.log', class: 'telemetry' })] }),
    ];
    expect(expectedByChance(writes, chance, moved)).toBeCloseTo(0.7);
  });
});

test('another cause counts calls, and only where the link left room for it', () => {
  const rival = (endpoint: string, probability: number) => ({ endpoint, probability });
  const writes = [
    write(1, { rival: rival('GET /a', 0.07) }),
    write(1, { rival: rival('GET /a', 0.06) }),
    write(2, { rival: rival('GET /a', 0.06) }),
    write(3, { rival: rival('GET /b', 0.08) }),
    write(4, { rival: rival('GET /b', 0.01) }),
    write(5, { rival: rival('GET /b', 0.01) }),
  ];
  expect(bestOther(writes)).toEqual({ endpoint: 'GET /a', calls: 2 });
  expect(bestOther([write(1)])).toBeNull();
});

test('strengths count calls by their best link', () => {
  const writes = [
    write(1, { probability: 0.91 }),
    write(1, { probability: 0.995 }),
    write(2, { probability: 0.93 }),
    write(3, { probability: 1, basis: ['key'] }),
    write(4, { probability: 0.5 }),
  ];
  expect(strengthsOf(writes)).toEqual({ certain: 1, veryLikely: 1, likely: 1 });
  expect(anyRight([write(1, { probability: 0.9 }), write(2, { probability: 0.9 })])).toBeCloseTo(0.99);
});

test('rows per table, domain first, updates that moved nothing left out', () => {
  const writes = [
    write(1, {
      changes: [
        change({ table: 'public.log', class: 'telemetry' }),
        change({ table: 'public.log', class: 'telemetry' }),
        change({ table: 'public.users', op: 'update', changed: ['last_access'], class: 'session' }),
        change({ table: 'public.users', op: 'update', changed: ['status'] }),
        change({ table: 'public.users', op: 'update', changed: [] }),
        change({ table: 'public.hits', op: 'truncate' }),
      ],
    }),
  ];
  expect(tablesOf(writes)).toEqual([
    { table: 'public.users', class: 'domain', inserts: 0, updates: 2, deletes: 0, columns: ['last_access', 'status'] },
    { table: 'public.hits', class: 'domain', inserts: 0, updates: 0, deletes: 1, columns: [] },
    { table: 'public.log', class: 'telemetry', inserts: 2, updates: 0, deletes: 0, columns: [] },
  ]);
});

test('signatures name the class where it is not domain', () => {
  expect(signatureOf(change())).toBe('insert public.hits');
  expect(signatureOf(change({ class: 'session' }))).toBe('insert public.hits (session)');
});
