import type { RawExchange } from './format.ts';

/** A request and its answer with nothing in them. */
export const EMPTY_EXCHANGE: RawExchange = {
  index: 0,
  byteOffset: 0,
  method: 'GET',
  origin: 'http://shop.test',
  path: '/',
  query: [],
  startUs: null,
  endUs: null,
  serverFromUs: null,
  serverToUs: null,
  status: 200,
  failure: null,
  reached: 'yes',
  reachedWhy: '',
  request: { headers: [], body: null },
  response: { headers: [], body: null },
};
