import type { Change, Exchange } from '../../shared/records.ts';
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

/** The same, when nothing was found out about it. */
export const PLAIN_EXCHANGE: Exchange = { ...EMPTY_EXCHANGE, claims: [], keys: [], client: null, operation: null };

/** A POST with these headers and this body. */
export const postOf = (
  headers: [string, string][],
  text: string | null = null,
  mime = 'application/json',
): RawExchange => ({
  ...EMPTY_EXCHANGE,
  method: 'POST',
  request: { headers, body: text === null ? null : { mime, text, size: null, state: 'full' } },
});

/** An insert of nothing, but for `part`. */
export const changeOf = (part: Partial<Change>): Change => ({
  op: 'insert',
  table: 'public.t',
  key: null,
  before: null,
  beforeImage: 'none',
  after: null,
  changed: null,
  byteOffset: 0,
  ...part,
});
