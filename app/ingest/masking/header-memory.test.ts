import { expect, test } from 'vitest';
import { EMPTY_EXCHANGE } from '../exchange-for-tests.ts';
import type { RawExchange } from '../format.ts';
import { createMasker } from '../mask.ts';

const withHeaders = (headers: readonly (readonly [string, string])[]): RawExchange => ({
  ...EMPTY_EXCHANGE,
  request: { headers, body: null },
});

test('a header seen before gives the same mask, the same claims, and is counted again', () => {
  const masker = createMasker(new Uint8Array(32));
  const raw = withHeaders([
    ['Authorization', `Basic ${Buffer.from('ann:hunter22').toString('base64')}`],
    ['Cookie', 'sid=4f2c9a7e51b0d836; theme=dark'],
    ['Accept', '*/*'],
  ]);
  const first = masker.maskExchange(raw);
  const places = masker.takePlaces();
  expect(masker.maskExchange(raw)).toEqual(first);
  expect(masker.takePlaces()).toEqual(places);
  expect(first.claims.length).toBeGreaterThan(1);
  expect(places.length).toBeGreaterThan(1);
});

test('equal values under other names are judged by those names', () => {
  const { request } = createMasker(new Uint8Array(32)).maskExchange(
    withHeaders([
      ['X-Name', 'plain-value-1'],
      ['X-Api-Key', 'plain-value-1'],
    ]),
  );
  expect(request.headers[0]).toEqual(['X-Name', 'plain-value-1']);
  expect(request.headers[1]?.[1]).toMatch(/^masked·/);
});
