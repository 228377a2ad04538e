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
      [
        { kind: 'request-id', value: '1-67891233-abcdef012345678912345678' },
        { kind: 'trace', value: '67891233abcdef012345678912345678' },
      ],
    ],
    ['b3', `${TRACE}-${SPAN}-1-05e3ac9a4f6e3b90`, traced],
    ['uber-trace-id', `${TRACE}%3A${SPAN.replace(/^0+/, '')}%3A0%3A1`, traced],
    ['X-Cloud-Trace-Context', `${TRACE}/${BigInt(`0x${SPAN}`)};o=1`, traced],
    ['sentry-trace', `${TRACE}-${SPAN}-1`, traced],
    ['b3', '0', []],
    ['sentry-trace', 'nonsense', []],
    ['traceparent', `00-${'0'.repeat(32)}-${'0'.repeat(16)}-00`, []],
    ['accept', PARENT, []],
  ])('%s: %s', (name, value, keys) => {
    expect(keysOfHeaders([[name, value]])).toEqual(keys);
  });

  test('puts together what several headers say of one trace', () => {
    const [high, low] = [TRACE.slice(0, 16), TRACE.slice(16)];
    const decimal = (hex: string) => String(BigInt(`0x${hex}`));
    expect(
      keysOfHeaders([
        ['X-B3-TraceId', low],
        ['X-B3-SpanId', SPAN],
      ]),
    ).toEqual([
      { kind: 'span', value: `${'0'.repeat(16)}${low}-${SPAN}` },
      { kind: 'trace', value: `${'0'.repeat(16)}${low}` },
    ]);
    expect(
      keysOfHeaders([
        ['x-datadog-trace-id', decimal(low)],
        ['x-datadog-parent-id', decimal(SPAN)],
        ['x-datadog-tags', `_dd.p.dm=-1,_dd.p.tid=${high}`],
      ]),
    ).toEqual(traced);
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
