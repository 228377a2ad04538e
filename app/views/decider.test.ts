import { expect, test } from 'vitest';
import type { Candidate, Decider } from '../../shared/run-views.ts';
import { deciderOf } from './decider.ts';

const call = (exchangeId: number, endpointId: number, probability: number): Candidate => ({
  exchangeId,
  endpoint: { id: endpointId, method: 'GET', origin: 'http://host', route: `/${endpointId}` },
  atUs: 0,
  probability,
});
const none = (probability: number): Candidate => ({ exchangeId: null, endpoint: null, atUs: null, probability });

test.each<[string, number | null, Candidate[], Decider]>([
  ['no commit time', null, [call(1, 1, 0.6), call(2, 2, 0.4)], 'commit-time'],
  ['a time in whole seconds', 1_000_000, [call(1, 1, 0.6), call(2, 2, 0.4)], 'finer-time'],
  ['two endpoints', 1, [call(1, 1, 0.6), call(2, 2, 0.4)], 'id'],
  ['two calls of one endpoint', 1, [call(1, 1, 0.6), call(2, 1, 0.4)], 'id-for-call'],
  ['one endpoint or none', 1, [call(1, 1, 0.69), none(0.31)], 'more-calls'],
  ['two endpoints or none', 1, [call(1, 1, 0.5), call(2, 2, 0.3), none(0.2)], 'id'],
  ['one endpoint, none all but ruled out', 1, [call(1, 1, 0.5), call(2, 1, 0.48), none(0.02)], 'id-for-call'],
  ['none before many small ones', 1, [none(0.8), call(1, 1, 0.04), call(2, 2, 0.03)], 'id'],
])('what decides %s', (_, resolutionUs, candidates, decider) => {
  expect(deciderOf(resolutionUs, candidates)).toBe(decider);
});
