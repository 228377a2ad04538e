import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { EMPTY_EXCHANGE, postOf } from './exchange-for-tests.ts';
import type { RawExchange } from './format.ts';
import { createMasker } from './mask.ts';

const masker = createMasker(new Uint8Array(32).fill(7));

const EMPTY: RawExchange = { ...EMPTY_EXCHANGE, method: 'POST' };

describe('a planted secret never comes out', () => {
  const secret = fc
    .stringMatching(/^[A-Za-z0-9+/=!#$%&*?@^_~ "'\\<>{}()[\];:,.-]{12,40}$/)
    .filter((text) => text.trim() === text);
  const name = fc.constantFrom(
    'password',
    'newPassword',
    'api_key',
    'access_token',
    'client_secret',
    'otp',
    'csrfToken',
    'sessionid',
  );

  test.each<[string, (name: string, secret: string) => RawExchange]>([
    ['JSON', (field, value) => postOf([], JSON.stringify({ a: [{ b: { [field]: value } }] }))],
    ['JSON in JSON', (field, value) => postOf([], JSON.stringify({ a: JSON.stringify({ [field]: [value] }) }))],
    [
      'a form',
      (field, value) =>
        postOf([], new URLSearchParams({ q: '1', [field]: value }).toString(), 'application/x-www-form-urlencoded'),
    ],
    ['the query', (field, value) => ({ ...EMPTY, query: [[field, value]] })],
    ['a header', (field, value) => postOf([[field, value]])],
    ['a cookie', (field, value) => postOf([['Cookie', `${field}=${encodeURIComponent(value)}`]])],
    ['authorization', (_field, value) => postOf([['Authorization', `Token ${value}`]])],
    [
      'a referer',
      (field, value) => postOf([['Referer', `http://shop.test/?${new URLSearchParams({ [field]: value })}`]]),
    ],
    [
      'an answer',
      (field, value) => ({
        ...EMPTY,
        response: {
          headers: [['Set-Cookie', `${field}=${encodeURIComponent(value)}; Path=/`]],
          body: { mime: 'text/html', text: JSON.stringify({ data: { [field]: value } }), size: null, state: 'cut' },
        },
      }),
    ],
  ])('in %s', (_where, plant) => {
    fc.assert(
      fc.property(name, secret, (field, value) => {
        const out = JSON.stringify(masker.maskExchange(plant(field, value)));
        for (const form of [value, encodeURIComponent(value), new URLSearchParams({ v: value }).toString().slice(2)])
          expect(out).not.toContain(JSON.stringify(form).slice(1, -1));
      }),
    );
  });
});

test('a token never comes out, wherever it stands', () => {
  const payload = fc.record({ sub: fc.uuid(), n: fc.nat() });
  const place = fc.constantFrom<(token: string) => RawExchange>(
    (token) => postOf([], JSON.stringify({ note: `see ${token}.` })),
    (token) => postOf([], `<a href="/x?y=${token}">`, 'text/html'),
    (token) => postOf([['X-Custom', `v1 ${token}`]]),
    (token) => ({ ...EMPTY, path: `/a/${token}/b` }),
    (token) => ({ ...EMPTY, query: [['next', `/a?t=${token}`]] }),
    (token) => postOf([], JSON.stringify({ a: JSON.stringify({ b: [token] }) })),
    (token) => postOf([], `{"a":"${token.slice(0, -9)}`),
  );
  fc.assert(
    fc.property(payload, place, (claims, plant) => {
      const token = ['{"alg":"HS256","typ":"JWT"}', JSON.stringify(claims), claims.sub]
        .map((part) => Buffer.from(part).toString('base64url'))
        .join('.');
      const out = JSON.stringify(masker.maskExchange(plant(token)));
      for (const part of token.split('.')) expect(out).not.toContain(part.slice(0, 20));
      expect(out).not.toContain(claims.sub);
    }),
  );
});
