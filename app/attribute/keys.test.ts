import { expect, test } from 'vitest';
import type { RequestKey } from '../../shared/records.ts';
import { answerKeys } from './keys.ts';
import { makeExchange, makeTransaction } from './make-run.ts';
import { orderRun } from './run.ts';

const span = (value: string): RequestKey => ({ kind: 'span', value });
const trace = (value: string): RequestKey => ({ kind: 'trace', value });
const exchanges = [
  makeExchange({ id: 1, endpoint: 'GET /a', from: 0, to: 10, keys: [span('t-1'), trace('t')] }),
  makeExchange({ id: 2, endpoint: 'GET /b', from: 1, to: 10, keys: [span('t-2'), trace('t')] }),
];
const answer = (keys: readonly RequestKey[]) =>
  answerKeys(orderRun(exchanges, [makeTransaction({ id: 1, at: 5, keys })]))[0];

test('a span of one exchange decides', () => {
  expect(answer([trace('t'), span('t-2')])).toMatchObject({ type: 'decided', exchange: 1 });
});

test('a trace that several exchanges share narrows', () => {
  expect(answer([span('t-of-the-server'), trace('t')])).toMatchObject({ type: 'narrowed', exchanges: new Set([0, 1]) });
});

test('a key of the recorded kind that no exchange has means an unrecorded request', () => {
  expect(answer([span('x-9'), trace('x')])).toMatchObject({ type: 'unrecorded' });
});

test('a key of a kind that the exchanges do not carry says nothing', () => {
  expect(answer([{ kind: 'request-id', value: 'r' }])).toEqual({ type: 'silent' });
});

test('where some exchanges carry no key, an unknown one may be theirs', () => {
  const some = [...exchanges, makeExchange({ id: 3, endpoint: 'GET /c', from: 2, to: 10 })];
  const [found] = answerKeys(orderRun(some, [makeTransaction({ id: 1, at: 5, keys: [trace('x')] })]));
  expect(found).toMatchObject({ type: 'foreign', exchanges: new Set([2]) });
});

test('where traces are shared, one that a single recorded exchange carries narrows as well', () => {
  const more = [...exchanges, makeExchange({ id: 3, endpoint: 'GET /c', from: 2, to: 10, keys: [trace('u')] })];
  const [found] = answerKeys(orderRun(more, [makeTransaction({ id: 1, at: 5, keys: [trace('u')] })]));
  expect(found).toMatchObject({ type: 'narrowed', exchanges: new Set([2]) });
});
