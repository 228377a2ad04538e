import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Exchange } from '../../../shared/records.ts';
import { CANARIES } from '../../canaries-for-tests.ts';
import { bytesOf } from '../fixture-files.ts';
import { type Json, type JsonObject, parseRoughly } from '../lossless.ts';
import { createMasker, type Masker } from '../mask.ts';
import { secretNames } from '../secrets.ts';
import { exchangeOf } from './entry.ts';

/** What was masked before is told from what only looks like it: by case, by name, by one letter of a value. */

const KEY = new Uint8Array(32).fill(3);
const SECRETS = ['1234', 'hunter2', '4f2c9a7e51b0d836', CANARIES.bearer, CANARIES.cookie, CANARIES.basic];
const NAMES = ['Iban', 'iban', 'IBAN', 'X-Name', 'Authorization', 'authorization', 'Cookie', 'cookie', 'X-Pin'];

const secret = fc.constantFrom(...SECRETS);
const value = fc.oneof(
  secret,
  fc
    .tuple(fc.constantFrom('', 'Bearer ', 'bearer ', 'Basic ', 'sid=', 'a=b; SID=', 'theme=', '%73id='), secret)
    .map((parts) => parts.join('')),
  fc.constantFrom('*/*', 'text/html', '{}', '}]', ''),
);
const header = fc.record({ name: fc.constantFrom(...NAMES, 'Set-Cookie', 'Referer', 'X-Session-Token'), value });
const headers = fc.array(header, { maxLength: 5 });
const url = fc
  .tuple(fc.constantFrom('/a', '/reset/', '/a?pin=', '/a?x=', '/a?iban=', '/a#token='), secret)
  .map((parts) => `http://shop.test${parts.join('')}`);
const body = fc
  .tuple(fc.constantFrom('iban', 'IBAN', 'note', 'pin', 'password'), secret)
  .map(([name, text]) => JSON.stringify({ [name]: text }));
const entry = fc.record({
  request: fc.record(
    {
      method: fc.constant('POST'),
      url,
      headers,
      cookies: fc.array(header, { maxLength: 1 }),
      postData: body.map((text) => ({ mimeType: 'application/json', text })),
    },
    { requiredKeys: ['method', 'url'] },
  ),
  response: fc.record({
    status: fc.constant(200),
    headers,
    content: body.map((text) => ({ mimeType: 'text/plain', text })),
  }),
});

const maskerOf = (added: readonly string[]): Masker => createMasker(KEY, secretNames(added));
const maskedBy = ({ maskExchange }: Masker, read: Json | undefined): Exchange | null => {
  const raw = exchangeOf(read as JsonObject, null, 0, 0);
  return raw && maskExchange(raw);
};

test.each([[[]], [['iban']], [['i*an', 'note']]])('with %j as names of secrets', (added) => {
  fc.assert(
    fc.property(fc.array(entry, { minLength: 2, maxLength: 6 }), (entries) => {
      const known = maskerOf(added);
      for (const each of [...entries, ...entries]) {
        const bytes = bytesOf(JSON.stringify(each));
        const fresh = maskerOf(added);
        expect(maskedBy(known, parseRoughly(bytes))).toEqual(maskedBy(fresh, parseRoughly(bytes)));
        expect(known.takePlaces()).toEqual(fresh.takePlaces());
      }
    }),
    { numRuns: 100 },
  );
});

test('what one workspace masks is not what another one does, though both read the same entries', () => {
  const bytes = bytesOf(
    JSON.stringify({
      request: {
        method: 'GET',
        url: 'http://shop.test/',
        headers: [{ name: 'Iban', value: 'DE02120300000000202051' }],
      },
      response: { status: 200, headers: [] },
    }),
  );
  const valueBy = (masker: Masker) => maskedBy(masker, parseRoughly(bytes))?.request.headers[0]?.[1];
  expect(valueBy(maskerOf([]))).toBe('DE02120300000000202051');
  const masked = valueBy(maskerOf(['iban']));
  expect(masked).toMatch(/^masked·/);
  expect(valueBy(createMasker(new Uint8Array(32).fill(4), secretNames(['iban'])))).not.toBe(masked);
});
