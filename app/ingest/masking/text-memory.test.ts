import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CANARIES } from '../../canaries-for-tests.ts';
import { EMPTY_EXCHANGE } from '../exchange-for-tests.ts';
import type { RawExchange } from '../format.ts';
import { createMasker } from '../mask.ts';

const KEY = new Uint8Array(32).fill(5);
const text = fc.oneof(
  fc.constantFrom(...Object.values(CANARIES), 'plain', 'a=1&password=hunter22', '/reset/4f2c9a7e51b0d836aa'),
  fc.jsonValue({ maxDepth: 2 }).map((value) => JSON.stringify(value)),
  fc.constantFrom(...Object.values(CANARIES)).map((secret) => JSON.stringify({ token: secret, id: 1 })),
);
const mime = fc.constantFrom('application/json', 'text/plain', 'application/x-www-form-urlencoded', 'text/csv');
const body = fc
  .tuple(mime, text)
  .map(([type, inner]) => ({ mime: type, text: inner, size: null, state: 'full' as const }));
const exchange = fc
  .record({ sent: fc.option(body), answered: fc.option(body), path: text.map((inner) => `/a/${inner}`) })
  .map(
    ({ sent, answered, path }): RawExchange => ({
      ...EMPTY_EXCHANGE,
      path,
      request: { headers: [], body: sent },
      response: { headers: [], body: answered },
    }),
  );

test('what was seen before is masked, claimed and counted as by a masker that has seen nothing', () => {
  fc.assert(
    fc.property(fc.array(exchange, { minLength: 2, maxLength: 6 }), (all) => {
      const old = createMasker(KEY);
      for (const raw of [...all, ...all]) {
        old.takePlaces();
        const fresh = createMasker(KEY);
        expect(old.maskExchange(raw)).toEqual(fresh.maskExchange(raw));
        expect(old.takePlaces()).toEqual(fresh.takePlaces());
      }
    }),
    { numRuns: 300 },
  );
});

test('a text under another type is masked by that type', () => {
  const { maskExchange } = createMasker(KEY);
  const sent = (type: string) => {
    const request = {
      headers: [],
      body: { mime: type, text: 'name,pin\nann,123456', size: null, state: 'full' as const },
    };
    return maskExchange({ ...EMPTY_EXCHANGE, request }).request.body?.text;
  };
  expect(sent('text/plain')).toContain('123456');
  expect(sent('text/csv')).not.toContain('123456');
  expect(sent('text/plain')).toContain('123456');
});
