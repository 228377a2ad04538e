import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Reached } from '../../../shared/records.ts';
import { fixture } from '../fixture-files.ts';
import { parseLossless } from '../lossless.ts';
import { reachOf } from './reached.ts';

interface Shown {
  readonly method: string;
  readonly path: string;
  readonly status: number | null;
  readonly reached: Reached;
  readonly reachedWhy: string;
}

const shownIn = (name: string): readonly Shown[] =>
  (JSON.parse(readFileSync(fixture(`har/${name}`).expected, 'utf8')) as Shown[]).filter(({ reached }) => reached);

/** What happens to requests on their way, in recordings of real browsers unless said otherwise. */
const SITUATIONS: readonly [what: string, recording: string, call: string, answers: readonly string[]][] = [
  ["a service worker's pair counts once", 'chrome-devtools', 'POST /sw-pass', ['no 201', 'yes 201']],
  ["a service worker's pair counts once", 'playwright-embed', 'POST /sw-pass', ['no 201', 'yes 201']],
  ['a service worker that passes on, seen from the page alone', 'chrome-har', 'POST /sw-pass', ['unknown 201']],
  ['a service worker that answers itself', 'chrome-devtools', 'GET /from-sw', ['no 200']],
  ['a service worker that answers itself', 'playwright-embed', 'GET /from-sw', ['no 200']],
  ['a pre-flight beside its call', 'chrome-devtools', 'OPTIONS /orders', ['yes 200']],
  ['a pre-flight beside its call', 'chrome-har', 'OPTIONS /orders', ['yes 200']],
  ['a redirect that is followed by GET', 'chrome-devtools', 'POST /redir', ['yes 302']],
  ['a redirect that repeats its body', 'playwright-embed', 'POST /redir307', ['yes 307']],
  ['a call that the page gave up', 'chrome-devtools', 'POST /slow', ['unknown null']],
  ['a call that the page gave up', 'playwright-embed', 'POST /slow', ['unknown null']],
  ['a call that the page gave up (by hand)', 'firefox', 'POST /orders/1/pay', ['unknown null']],
  ['a call that the page gave up (by hand)', 'safari', 'POST /slow', ['unknown null']],
  ['a connection that the server closed', 'chrome-devtools', 'POST /reset', ['unknown null']],
  ['a request that was exported without being sent', 'insomnia-2022', 'GET /never-sent', ['no null']],
  ['a connection that the server closed', 'insomnia-2022', 'POST /reset', ['unknown null']],
  ['a call that was never sent', 'playwright-embed', 'POST /refused', ['no null']],
  ['an answer from the disk cache', 'chrome-devtools', 'GET /px.png', ['yes 200', 'no 200']],
  ['an answer from the cache', 'playwright-embed', 'GET /px.png', ['yes 200', 'no 200']],
  ['an answer from the cache', 'firefox-153', 'GET /px.png', ['yes 200', 'no 200']],
  ['a call so short that its time is 0', 'firefox-153', 'DELETE /orders/501', ['yes 200']],
  ['an answer that was still good', 'firefox-153', 'GET /etag', ['yes 200', 'yes 304']],
  ['a call that the page gave up', 'firefox-153', 'POST /slow', ['unknown null']],
  ['a connection that the server closed', 'firefox-153', 'POST /reset', ['unknown null']],
  ['a redirect that repeats its body', 'firefox-153', 'POST /redir307', ['yes 307']],
  ['a pre-flight beside its call', 'firefox-153', 'OPTIONS /orders', ['yes 204']],
  ['a beacon', 'firefox-153', 'POST /orders/beacon', ['yes 201']],
  ['an answer from the cache (by hand)', 'firefox', 'GET /app.css', ['no 200']],
  ['an answer from the cache (by hand)', 'safari', 'GET /app.css', ['no 200']],
  ['an answer that was still good', 'chrome-devtools', 'GET /etag', ['yes 200', 'yes 304']],
  ['a beacon', 'chrome-devtools', 'POST /orders/beacon', ['yes 201']],
  ['a beacon', 'playwright-embed', 'POST /orders/beacon', ['yes 201']],
  ['events and a WebSocket', 'chrome-devtools', 'GET /sse', ['yes 200']],
  ['events and a WebSocket', 'playwright-embed', 'GET /ws', ['yes 101']],
  ['an answer of a test (by hand)', 'odd-writers', 'GET /mock', ['no 200']],
  ['an answer of a shared cache (by hand)', 'odd-writers', 'GET /hit', ['no 200']],
];

test.each(SITUATIONS)('%s: %s, %s', (_what, recording, call, answers) => {
  const found = shownIn(recording).filter(({ method, path }) => `${method} ${path}` === call);
  expect(found.map(({ reached, status }) => `${reached} ${status}`)).toEqual(answers);
  for (const { reachedWhy } of found) expect(reachedWhy).toMatch(/\w+ \w+/);
});

const entry = (more: object, response: object = {}) =>
  parseLossless(
    JSON.stringify({
      time: 5,
      request: { method: 'POST', url: 'http://a.test/x' },
      response: { httpVersion: 'h2', ...response },
      cache: {},
      timings: { wait: 5 },
      ...more,
    }),
  ) as Parameters<typeof reachOf>[0];

const reachedOf = (more: object, response: object = {}, status: number | null = 200): Reached =>
  reachOf(entry(more, response), status, []).reached;

describe('what browsers call their errors', () => {
  test.each(
    'BLOCKED_BY_CLIENT BLOCKED_BY_ORB UNSAFE_PORT NAME_NOT_RESOLVED CONNECTION_REFUSED INTERNET_DISCONNECTED CERT_DATE_INVALID'.split(
      ' ',
    ),
  )('ERR_%s comes before anything is sent', (name) => {
    expect(reachedOf({}, { _error: `net::ERR_${name}` }, null)).toBe('no');
    expect(reachedOf({}, { _failureText: `net::ERR_${name}` }, null)).toBe('no');
  });

  test.each(
    'ABORTED EMPTY_RESPONSE CONNECTION_RESET CONNECTION_CLOSED TIMED_OUT CONTENT_LENGTH_MISMATCH HTTP2_PROTOCOL_ERROR'.split(
      ' ',
    ),
  )('after ERR_%s the server may have worked', (name) => {
    expect(reachedOf({}, { _error: `net::ERR_${name}` }, null)).toBe('unknown');
  });
});

test.each<[string, object, object]>([
  ["Chrome's cache", { _fromCache: 'memory' }, {}],
  ["chrome-har's cache", {}, { fromDiskCache: true }],
  ["chrome-har's prefetch", {}, { fromPrefetchCache: true }],
  ["Safari's cache", { _fetchType: 'Disk Cache' }, {}],
  ["a worker's cache", {}, { _serviceWorkerResponseSource: 'cache-storage' }],
  ["the browser's cache behind a worker", {}, { _serviceWorkerResponseSource: 'http-cache' }],
  ['an address without a server', { request: { method: 'GET', url: 'blob:http://a.test/1' } }, {}],
  ['an extension', { request: { method: 'GET', url: 'chrome-extension://abc/x.js' } }, {}],
])('%s reaches no server', (_what, more, response) => {
  expect(reachedOf(more, response)).toBe('no');
});
