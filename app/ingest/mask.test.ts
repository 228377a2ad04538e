import { createHmac } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { EMPTY_EXCHANGE, postOf } from './exchange-for-tests.ts';
import type { RawExchange, RawTransaction } from './format.ts';
import { createMasker } from './mask.ts';

const KEY = new Uint8Array(32).fill(7);
const masker = createMasker(KEY);
const mask = masker.maskValue;

const EMPTY: RawExchange = { ...EMPTY_EXCHANGE, method: 'POST' };

const maskedBody = (text: string, mime = 'application/json') =>
  masker.maskExchange(postOf([], text, mime)).request.body?.text;
const maskedHeader = (name: string, value: string) =>
  masker.maskExchange(postOf([[name, value]])).request.headers[0]?.[1];
const claimsOf = (raw: RawExchange) => masker.maskExchange(raw).claims.map((claim) => [claim.from, claim.masked]);

const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const JWT = `${part({ alg: 'HS256', typ: 'JWT' })}.${part({ id: 'user-1', n: 42, iat: 1, exp: 2, admin: true, org: { id: 'acme' } })}.c2lnbmF0dXJl`;

describe('maskValue', () => {
  test('is a keyed hash, and keeps what is masked', () => {
    const digest = createHmac('sha256', KEY).update('geheim').digest('hex');
    expect(mask('geheim')).toBe(`masked·${digest.slice(0, 16)}`);
    expect(mask(mask('geheim'))).toBe(mask('geheim'));
    expect(createMasker(new Uint8Array(32)).maskValue('geheim')).not.toBe(mask('geheim'));
  });
});

describe('headers', () => {
  test.each([
    ['Authorization', 'Bearer abc.def', `Bearer ${mask('abc.def')}`],
    ['authorization', 'opaque', mask('opaque')],
    ['Cookie', 'a=1234567; theme=dark', `a=${mask('1234567')}; theme=${mask('dark')}`],
    ['Set-Cookie', 'sid=s%3Aabc.x; Path=/; HttpOnly', `sid=${mask('s%3Aabc.x')}; Path=/; HttpOnly`],
    ['X-API-Key', 'k-1', mask('k-1')],
    ['x-auth-user', 'u-1', mask('u-1')],
    [
      'Referer',
      'http://shop.test/reset/0123456789abcdef0123?token=t-1&page=2#access_token=t-2',
      `http://shop.test/reset/${mask('0123456789abcdef0123')}?token=${mask('t-1')}&page=2#access_token=${mask('t-2')}`,
    ],
    ['Location', 'https://u:p@shop.test/a', `https://${mask('u:p')}@shop.test/a`],
    ['X-Request-ID', 'req-1', 'req-1'],
    ['Accept', 'application/json, text/plain, */*', 'application/json, text/plain, */*'],
  ])('%s: %s', (name, value, masked) => {
    expect(maskedHeader(name, value)).toBe(masked);
  });
});

describe('bodies', () => {
  test('JSON keeps its order, spacing and digits', () => {
    const text =
      '{ "10": 1.50, "2": 9007199254740993,\n  "password": "p\\"w", "pin": 1234, "tokens_used": 12, "a": null }';
    expect(maskedBody(text)).toBe(
      `{ "10": 1.50, "2": 9007199254740993,\n  "password": "${mask('p"w')}", "pin": "${mask('1234')}", "tokens_used": 12, "a": null }`,
    );
  });

  test('JSON without secrets stays as it is, character by character', () => {
    const text = '{"course_key":"course-v1:o+c+r", "id": 7, "keys":["a"], "session_start":"x", "author":"Zo\\u00eb"}';
    expect(maskedBody(text)).toBe(text);
  });

  test.each([
    ['nested JSON in a string', '{"data":"{\\"token\\":\\"t1\\"}"}', `{"data":"{\\"token\\":\\"${mask('t1')}\\"}"}`],
    ['lists', '{"tokens":["t1","t2"]}', `{"tokens":["${mask('t1')}","${mask('t2')}"]}`],
    ['objects', '{"secret":{"value":"t1"}}', `{"secret":{"value":"${mask('t1')}"}}`],
    [
      'GraphQL variables',
      '{"query":"mutation($password: String!)","variables":{"password":"t1"}}',
      `{"query":"mutation($password: String!)","variables":{"password":"${mask('t1')}"}}`,
    ],
    [
      'GraphQL literals',
      '{"query":"{ login(password: \\"t1\\") { id } }"}',
      `{"query":"{ login(password: \\"${mask('t1')}\\") { id } }"}`,
    ],
    ['filters', '{"token":{"_or":[{"_eq":"t1"}]}}', `{"token":{"_or":[{"_eq":"${mask('t1')}"}]}}`],
    ['permissions', '{"api_tokens":{"create":{"access":"full"}}}', '{"api_tokens":{"create":{"access":"full"}}}'],
    ['a description of paths', '{"/password/reset":{"tags":["Auth"]}}', '{"/password/reset":{"tags":["Auth"]}}'],
    ['a schema', '{"properties":{"token":{"type":"string"}}}', '{"properties":{"token":{"type":"string"}}}'],
    ['several records', '{"otp":"1"}\n{"otp":"2"}', `{"otp":"${mask('1')}"}\n{"otp":"${mask('2')}"}`],
    ['a cut body', '{"a":1,"password":"half of i', `{"a":1,"password":"${mask('half of i')}"`],
    ['a token anywhere', `{"note":"see ${JWT} ok"}`, `{"note":"see ${mask(JWT)} ok"}`],
  ])('%s', (_what, text, masked) => {
    expect(maskedBody(text)).toBe(masked);
  });

  test('forms', () => {
    const masked = maskedBody(
      'user=a%40b.c&password=p%26w&csrfmiddlewaretoken=x&q=1+2',
      'application/x-www-form-urlencoded',
    );
    expect(masked).toBe(`user=a%40b.c&password=${mask('p&w')}&csrfmiddlewaretoken=${mask('x')}&q=1+2`);
  });

  test('multipart', () => {
    const form = (password: string) =>
      `--b\r\nContent-Disposition: form-data; name="user"\r\n\r\nann\r\n--b\r\nContent-Disposition: form-data; name="password"\r\n\r\n${password}\r\n--b--\r\n`;
    for (const secret of ['p w', '--p w', 'a\r\n--p\r\nw'])
      expect(maskedBody(form(secret), 'multipart/form-data; boundary=b')).toBe(form(mask(secret)));
  });

  test('other text', () => {
    const masked = maskedBody(
      `Bearer abcdefghijkl, api_key=k1234; {"token":"t-9"} http://u:p@host/ see tokenizer`,
      'text/plain',
    );
    expect(masked).toBe(
      `Bearer ${mask('abcdefghijkl')}, api_key=${mask('k1234')}; {"token":"${mask('t-9')}"} http://${mask('u:p')}@host/ see tokenizer`,
    );
  });
});

describe('addresses', () => {
  const path = (text: string) => masker.maskExchange({ ...EMPTY, path: text }).path;

  test('ids stay, one-time secrets and tokens go', () => {
    const id = '70e47a3b-cbbf-4ed7-8187-1d2e2eddcadd';
    expect(path(`/flows/trigger/${id}`)).toBe(`/flows/trigger/${id}`);
    expect(path('/courses/course-v1:org+course+run/progress')).toBe('/courses/course-v1:org+course+run/progress');
    expect(path('/verify/now')).toBe('/verify/now');
    expect(path(`/password/reset/MQ/${id}`)).toBe(`/password/reset/MQ/${mask(id)}`);
    expect(path(`/login/${JWT}/go`)).toBe(`/login/${mask(JWT)}/go`);
  });

  test('query and user information', () => {
    const masked = masker.maskExchange({
      ...EMPTY,
      origin: 'https://ann:pw@shop.test',
      query: [
        ['token', 't1'],
        ['filter', '{"token":{"_eq":"t2"}}'],
        ['id', '7'],
      ],
    });
    expect(masked.origin).toBe('https://shop.test');
    expect(masked.query).toEqual([
      ['token', mask('t1')],
      ['filter', `{"token":{"_eq":"${mask('t2')}"}}`],
      ['id', '7'],
    ]);
    expect(masked.claims).toEqual([{ from: 'address, user name', masked: mask('ann') }]);
  });
});

test('why a request did not arrive: what the browser said', () => {
  const { reachedWhy } = masker.maskExchange({ ...EMPTY, reachedWhy: 'no answer: failed at /me?token=t-1' });
  expect(reachedWhy).toBe(`no answer: failed at /me?token=${mask('t-1')}`);
});

describe('claims', () => {
  test('of a token, without its times', () => {
    expect(claimsOf(postOf([['Authorization', `Bearer ${JWT}`]]))).toEqual([
      ['authorization token', mask(JWT)],
      ['authorization token, claim id', mask('user-1')],
      ['authorization token, claim n', mask('42')],
      ['authorization token, claim org.id', mask('acme')],
    ]);
  });

  test('of basic authorization: the user name', () => {
    const credentials = Buffer.from('ann:pw').toString('base64');
    expect(claimsOf(postOf([['Authorization', `Basic ${credentials}`]]))).toEqual([
      ['authorization, user name', mask('ann')],
    ]);
  });

  test('of cookies: the value, decoded, without its signature', () => {
    expect(claimsOf(postOf([['Cookie', 'connect.sid=s%3AabcdefghIJ.c2ln%2Fbg; lang=en']]))).toEqual([
      ['cookie connect.sid', mask('s%3AabcdefghIJ.c2ln%2Fbg')],
      ['cookie connect.sid', mask('s:abcdefghIJ.c2ln/bg')],
      ['cookie connect.sid', mask('abcdefghIJ')],
    ]);
  });

  test('of a token that a log-in answers', () => {
    const raw = {
      ...EMPTY,
      response: {
        headers: [],
        body: {
          mime: 'application/json',
          text: `{"data":{"access_token":"${JWT}"}}`,
          size: null,
          state: 'full' as const,
        },
      },
    };
    expect(claimsOf(raw)[0]).toEqual(['response data.access_token, claim id', mask('user-1')]);
  });
});

describe('transactions', () => {
  const change = (after: Record<string, unknown>) => ({
    op: 'insert',
    table: 'public.t',
    key: null,
    before: null,
    beforeImage: 'none',
    after,
    changed: null,
    byteOffset: 0,
  });
  const masked = (after: Record<string, unknown>, text = '', prefix = 'http') =>
    masker.maskTransaction({
      sourceId: '1',
      byteOffset: 0,
      time: null,
      context: [{ carrier: 'message', prefix, text }],
      changes: [change(after)],
    } as unknown as RawTransaction);

  test('rows are masked by column, and hashes and tokens wherever they are', () => {
    const row = {
      id: 7,
      token: 't1',
      session: null,
      name: 'Ann',
      otp: 123456,
      blob: '$argon2id$v=19$m=65536,t=3$c2FsdHNhbHQ$aGFzaGhhc2g',
      json: '{"password": "p", "n": 1.50}',
      jwt_note: `x ${JWT}`,
    };
    expect(masked(row).changes[0]?.after).toEqual({
      id: 7,
      token: mask('t1'),
      session: null,
      name: 'Ann',
      otp: mask('123456'),
      blob: mask(row.blob),
      json: `{"password": "${mask('p')}", "n": 1.50}`,
      jwt_note: mask(`x ${JWT}`),
    });
  });

  test('messages keep their keys and lose their secrets', () => {
    const [context] = masked({}, '{"request_id":"R-1","token":"t1"}').context;
    expect(context).toEqual({
      carrier: 'message',
      prefix: 'http',
      text: `{"request_id":"R-1","token":"${mask('t1')}"}`,
      keys: [{ kind: 'request-id', value: 'r-1' }],
    });
    expect(masked({}, '', 'token=t-1').context[0]?.prefix).toBe(`token=${mask('t-1')}`);
  });
});

test('counts by sort', () => {
  const counted = createMasker(KEY);
  counted.maskExchange(
    postOf(
      [
        ['Authorization', 'Bearer x-1'],
        ['Cookie', 'a=1; b=2'],
      ],
      '{"password":"p","otp":1}',
    ),
  );
  expect(counted.counts()).toEqual({ authorization: 1, cookie: 2, 'password, token, secret': 2 });
});
