import { describe, expect, test } from 'vitest';
import { findTwins, type Recorded } from './twins.ts';

const span = (value: string) => ({ kind: 'span', value }) as const;
const requestId = (value: string) => ({ kind: 'request-id', value }) as const;
const trace = (value: string) => ({ kind: 'trace', value }) as const;

const CAPTURES = { har: 1, 'otlp-json': 2, 'nginx-json': 3 } as const;
const recorded = (id: number, format: keyof typeof CAPTURES, keys: Recorded['keys'], path = '/orders'): Recorded => ({
  id,
  captureId: CAPTURES[format],
  format,
  method: 'POST',
  path,
  keys,
  moment: null,
});

describe('findTwins', () => {
  test('one request in a HAR, a trace and a log counts once, by the keys of all', () => {
    const log = recorded(1, 'nginx-json', [requestId('r')]);
    const traced = recorded(2, 'otlp-json', [span('t-server'), span('t-client'), span('t-statement'), trace('t')]);
    const har = recorded(3, 'har', [requestId('r'), span('t-client'), trace('t')]);
    expect(findTwins([log, traced, har])).toEqual([
      {
        counts: 3,
        others: [2, 1],
        keys: [requestId('r'), span('t-client'), trace('t'), span('t-server'), span('t-statement')],
      },
    ]);
  });

  test('what two recordings of a browser tell alike to the microsecond counts once', () => {
    const of = (id: number, captureId: number, moment: string | null) => ({
      ...recorded(id, 'har', []),
      captureId,
      moment,
    });
    const counted = (...all: Recorded[]) => findTwins(all).map(({ counts, others }) => [counts, others]);
    expect(counted(of(1, 1, 'a'), of(2, 1, 'b'), of(3, 2, 'b'), of(4, 2, null), of(5, 1, null))).toEqual([[2, [3]]]);
    expect(counted(of(1, 1, 'a'), of(2, 1, 'a'), of(3, 2, 'a'))).toEqual([]);
  });

  test('an id that a retry repeats pairs in order, where both have as many', () => {
    const of = (format: keyof typeof CAPTURES, ...ids: number[]) =>
      ids.map((id) => recorded(id, format, [requestId('r')]));
    const pairs = findTwins([...of('har', 1, 2), ...of('nginx-json', 3, 4)]).map(({ counts, others }) => [
      counts,
      others,
    ]);
    expect(pairs).toEqual([
      [1, [3]],
      [2, [4]],
    ]);
    expect(findTwins([...of('har', 1, 2), ...of('nginx-json', 3)])).toEqual([]);
  });

  test.each<[string, Recorded, Recorded]>([
    ['a trace alone', recorded(1, 'har', [trace('t')]), recorded(2, 'otlp-json', [trace('t')])],
    ['another path', recorded(1, 'har', [requestId('r')]), recorded(2, 'nginx-json', [requestId('r')], '/v1/orders')],
    ['the same capture', recorded(1, 'har', [requestId('r')]), recorded(2, 'har', [requestId('r')])],
    ['no key', recorded(1, 'har', []), recorded(2, 'otlp-json', [])],
  ])('%s makes no twins', (_what, one, other) => {
    expect(findTwins([one, other])).toEqual([]);
  });

  test('two requests of one capture stay two, though a third shares an id with each', () => {
    const one = recorded(1, 'har', [requestId('a')]);
    const two = recorded(2, 'har', [requestId('b')]);
    const both = recorded(3, 'nginx-json', [requestId('a'), requestId('b')]);
    expect(findTwins([one, two, both])).toMatchObject([{ counts: 1, others: [3] }]);
  });
});
