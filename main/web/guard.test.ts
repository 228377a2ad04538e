import { Hono } from 'hono';
import { describe, expect, test } from 'vitest';
import { guard } from './guard.ts';

const access = { port: 4870, token: 'the-right-key' };
const app = new Hono().use(guard(access)).all('*', (c) => c.text('in'));
const OURS = { host: '127.0.0.1:4870', authorization: 'Bearer the-right-key' };

const ask = (headers: Record<string, string>, path = '/') => app.request(`http://127.0.0.1:4870${path}`, { headers });

describe('who may talk to the server', () => {
  test.each([
    ['the key in a header', OURS, 200],
    ['the key in the cookie of this port', { host: OURS.host, cookie: 'endpoint-audit-4870=the-right-key' }, 200],
    ['our own page', { ...OURS, origin: 'http://127.0.0.1:4870' }, 200],
    ['our own page under its other name', { ...OURS, host: 'localhost:4870', origin: 'http://localhost:4870' }, 200],
    ['no key', { host: OURS.host }, 401],
    ['a wrong key', { host: OURS.host, authorization: 'Bearer the-wrong-key' }, 401],
    ['the cookie of another port', { host: OURS.host, cookie: 'endpoint-audit-4871=the-right-key' }, 401],
    ['a page of another site', { ...OURS, origin: 'https://example.com' }, 403],
    ['a page of another port', { ...OURS, origin: 'http://127.0.0.1:3000' }, 403],
    ['a page without an origin of its own', { ...OURS, origin: 'null' }, 403],
    ['what our own page loads', { ...OURS, 'sec-fetch-site': 'same-origin', 'sec-fetch-mode': 'cors' }, 200],
    ['a link in another page', { ...OURS, 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' }, 200],
    [
      'an image in a page of another port',
      { ...OURS, 'sec-fetch-site': 'same-site', 'sec-fetch-mode': 'no-cors' },
      403,
    ],
    [
      'a script in a page of another site',
      { ...OURS, 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' },
      403,
    ],
    ['another name for this machine', { ...OURS, host: 'rebound.example.com:4870' }, 403],
    ['another port in the host name', { ...OURS, host: '127.0.0.1:80' }, 403],
  ])('%s', async (_what, headers, status) => {
    expect((await ask(headers)).status).toBe(status);
  });
});

test('on port 80 the host name has none', async () => {
  const own = new Hono().use(guard({ port: 80, token: 'key' })).all('*', (c) => c.text('in'));
  const headers = { host: '127.0.0.1', origin: 'http://127.0.0.1', authorization: 'Bearer key' };
  expect((await own.request('http://127.0.0.1/', { headers })).status).toBe(200);
});

describe('the printed address', () => {
  test('becomes a cookie that scripts cannot read, and leaves the address bar', async () => {
    const answer = await ask({ host: OURS.host }, '/endpoint/3/rule?sort=calls&token=the-right-key');
    expect(answer.status).toBe(302);
    expect(answer.headers.get('location')).toBe('/endpoint/3/rule?sort=calls');
    expect(answer.headers.get('set-cookie')).toBe(
      'endpoint-audit-4870=the-right-key; Path=/; HttpOnly; SameSite=Strict',
    );
  });

  test('with a wrong key sets nothing', async () => {
    const answer = await ask({ host: OURS.host }, '/?token=the-wrong-key');
    expect(answer.status).toBe(401);
    expect(answer.headers.get('set-cookie')).toBeNull();
  });

  test('never leads to another server', async () => {
    const answer = await ask({ host: OURS.host }, '//example.com/?token=the-right-key');
    expect(answer.headers.get('location')).toBe('/example.com/');
  });
});
