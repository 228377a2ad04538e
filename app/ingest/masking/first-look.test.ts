import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CANARIES } from '../../canaries-for-tests.ts';
import { KNOWN_NAMES, secretNames } from '../secrets.ts';
import { mayHoldSecret } from './first-look.ts';
import { lookOf, maskEveryLeaf } from './json-text.ts';
import { maskText } from './text.ts';

const canaries = Object.values(CANARIES);
const secretName = fc.constantFrom(
  'password',
  'apiKey',
  'X-Auth-Token',
  'code_verifier',
  'SAMLResponse',
  'user_session',
);
const plainName = fc.constantFrom('id', 'author', 'title', 'key', 'name', 'value', 'path', 'description', '');
const secretText = fc.oneof(
  fc.constantFrom(...canaries, '-----BEGIN RSA PRIVATE KEY-----\nMII\n-----END', 'Basic dTpw', 'a=1&secret=abc'),
  fc.constantFrom(...canaries).map((canary) => `before ${canary}, after`),
);
const plainText = fc.oneof(
  fc.string(),
  fc.constantFrom(
    'The quick brown fox',
    '2026-11-21T10:00:00.000Z',
    '6d7ba2f3-1111-4222-8333-444455556666',
    'password',
  ),
);

const { value } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.oneof(plainText, plainText, secretText, fc.integer(), fc.constant(null)),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(fc.oneof(plainName, plainName, secretName), tie('value'), { maxKeys: 4 }),
    tie('value').map((inner) => JSON.stringify(inner)),
  ),
}));

/** JSON, JSON with other spaces, and JSON that lacks a piece. */
const json = fc.tuple(value, fc.constantFrom(undefined, 1), fc.nat(), fc.nat(3)).map(([inner, space, at, length]) => {
  const text = JSON.stringify({ inner }, null, space);
  const from = at % text.length;
  return text.slice(0, from) + text.slice(from + length);
});

describe('what the first look lets pass holds no secret', () => {
  const names = [KNOWN_NAMES, secretNames(['iban', 'titl*'])];

  test.each(names)('in JSON, %#', (known) => {
    const hiding = { names: known, hide: () => '·' };
    fc.assert(
      fc.property(json, (text) => {
        if (!lookOf(known).mayHoldSecret(text)) expect(maskEveryLeaf(text, hiding, '')).toBe(text);
      }),
      { numRuns: 4_000 },
    );
  });

  test.each(names)('in a text, %#', (known) => {
    let found = 0;
    for (const canary of canaries) {
      for (const text of [canary, `see ${canary}`, `{${canary}}`, canary.repeat(4)]) {
        const hiding = { names: known, hide: () => '·' };
        if (maskText(text, hiding, '') === text) continue;
        found++;
        expect(mayHoldSecret(text, known), text).toBe(true);
      }
    }
    expect(found).toBeGreaterThan(0);
  });
});

test.each([
  '{"id":7,"title":"The quick brown fox","tags":["a","b"],"at":"2026-11-21T10:00:00.000Z"}',
  '{"data":[{"id":"6d7ba2f3-1111-4222-8333-444455556666","author":null,"name":"x"}]}',
])('%s needs no second look', (text) => {
  expect(lookOf(KNOWN_NAMES).mayHoldSecret(text)).toBe(false);
});
