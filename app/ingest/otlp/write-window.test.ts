import { expect, test } from 'vitest';
import { EMPTY_EXCHANGE } from '../exchange-for-tests.ts';
import type { Span } from './span.ts';
import { writeWindow } from './write-window.ts';

const T0 = 1_795_290_799_000_000;
const exchange = { ...EMPTY_EXCHANGE, startUs: T0, endUs: T0 + 100_000, serverFromUs: T0, serverToUs: T0 + 100_000 };

const statement = (text: string, from: number, to: number): Span => ({
  trace: 'a'.repeat(32),
  id: 'b'.repeat(16),
  parent: null,
  isServer: false,
  isDatabase: true,
  startUs: T0 + from,
  endUs: T0 + to,
  failure: null,
  attributes: new Map([['db.query.text', [text]]]),
  resource: new Map(),
});

test.each([
  ['nothing', [], null],
  ['reads only', [statement('SELECT 1', 10_000, 11_000)], null],
  ['a write of its own', [statement('INSERT INTO a VALUES (1)', 10_000, 12_000)], [9_000, 13_000]],
  [
    'a transaction',
    [
      statement('BEGIN', 5_000, 6_000),
      statement("/* route='/a' */ UPDATE a SET b = 1", 20_000, 21_000),
      statement('COMMIT', 30_000, 40_000),
    ],
    [19_000, 41_000],
  ],
  ['a write behind the response', [statement('DELETE FROM a', 90_000, 400_000)], null],
  ['a write at its very end', [statement('DELETE FROM a', 0, 100_000)], [0, 100_000]],
])('%s', (_what, statements, expected) => {
  const window = writeWindow(exchange, statements);
  expect(window && [(window.serverFromUs ?? 0) - T0, (window.serverToUs ?? 0) - T0]).toEqual(expected);
});
