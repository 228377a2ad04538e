import { expect, test } from 'vitest';
import { createMasker } from '../mask.ts';
import { maskHeader } from './headers.ts';
import { ClaimReader } from './hiding.ts';

const mask = createMasker(new Uint8Array(32).fill(7)).maskValue;
const reader = () => new ClaimReader(mask, () => {});
const masked = (name: string, value: string) =>
  maskHeader([name, value], { authorization: reader(), cookie: reader(), other: reader() })[1];

test.each([
  ['X-Forwarded-Authorization', 'Bearer s-1', `Bearer ${mask('s-1')}`],
  ['X-Amzn-Remapped-Authorization', 'Basic czE6cDE=', `Basic ${mask('czE6cDE=')}`],
  ['X-Auth', 's-1', mask('s-1')],
  ['X-Session', 's-1', mask('s-1')],
  ['X-Cookie', 'a=s-1; b=s-2', `a=${mask('s-1')}; b=${mask('s-2')}`],
  ['X-Original-Cookie', 'a=s-1', `a=${mask('s-1')}`],
  ['X-Functions-Key', 's-1', mask('s-1')],
  ['Ocp-Apim-Subscription-Key', 's-1', mask('s-1')],
  ['X-Partner-Key', 's-1', mask('s-1')],
  ['Sec-WebSocket-Protocol', 'bearer, s-1', mask('bearer, s-1')],
])('%s is a secret', (name, value, expected) => {
  expect(masked(name, value)).toBe(expected);
});

test.each(['Idempotency-Key', 'X-Idempotency-Key', 'X-Cache-Key', 'Surrogate-Key', 'X-Request-ID', 'X-Author'])(
  '%s is none',
  (name) => {
    expect(masked(name, 's-1')).toBe('s-1');
  },
);
