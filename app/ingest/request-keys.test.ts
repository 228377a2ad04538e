import { describe, expect, test } from 'vitest';
import { keysOfHeaders, keysOfText } from './request-keys.ts';

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
const SPAN = '00f067aa0ba902b7';
const PARENT = `00-${TRACE}-${SPAN}-01`;
const traced = [
  { kind: 'span', value: `${TRACE}-${SPAN}` },
  { kind: 'trace', value: TRACE },
];

describe('keysOfHeaders', () => {
  test.each([
    ['traceparent', PARENT.toUpperCase(), traced],
    ['traceresponse', PARENT, traced],
    ['Server-Timing', `db;dur=3, traceparent;desc="${PARENT}"`, traced],
    ['X-Request-ID', 'Req-1', [{ kind: 'request-id', value: 'req-1' }]],
    ['Request-Id', '|root.1.', [{ kind: 'request-id', value: '|root.1.' }]],
    ['X-Correlation-ID', 'c-9', [{ kind: 'request-id', value: 'c-9' }]],
    [
      'X-Amzn-Trace-Id',
      'Root=1-67891233-abcdef012345678912345678;Sampled=1',
      [{ kind: 'request-id', value: '1-67891233-abcdef012345678912345678' }],
    ],
    ['traceparent', `00-${'0'.repeat(32)}-${'0'.repeat(16)}-00`, []],
    ['accept', PARENT, []],
  ])('%s: %s', (name, value, keys) => {
    expect(keysOfHeaders([[name, value]])).toEqual(keys);
  });

  test('names a request once, though both sides carry the id', () => {
    expect(
      keysOfHeaders([
        ['x-request-id', 'a'],
        ['X-Request-Id', 'A'],
      ]),
    ).toHaveLength(1);
  });
});

describe('keysOfText', () => {
  test.each([
    ['a bare traceparent', 'traceparent', PARENT, traced],
    [
      'JSON',
      'http',
      `{"method":"POST","request_id":"req-3","trace_id":"${TRACE}"}`,
      [{ kind: 'request-id', value: 'req-3' }, traced[1]],
    ],
    ['JSON, deeper', '_bemi', '{"context":{"correlationId":"x-1"}}', [{ kind: 'request-id', value: 'x-1' }]],
    ['an SQL comment', '', `/*route='%2Forders',traceparent='${PARENT}'*/`, traced],
    ['an SQL comment of a Python driver', '', "/*request_id='a%%2Fb'*/", [{ kind: 'request-id', value: 'a/b' }]],
    ['an id under a telling prefix', 'request_id', 'req-77', [{ kind: 'request-id', value: 'req-77' }]],
    ['other text', 'app', 'cache cleared', []],
  ])('%s', (_what, prefix, text, keys) => {
    expect(keysOfText(prefix, text)).toEqual(keys);
  });
});
