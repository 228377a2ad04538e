import type { RequestKey } from '../../shared/records.ts';
import type { Find } from './finds.ts';
import type { AttributableExchange } from './model.ts';
import type { Interval } from './run.ts';
import type { Feature } from './value-evidence.ts';

/** The sentences of evidence: plain words that a person can check against both sides. */

const WHERE: Readonly<Record<Find, string>> = {
  nowhere: 'is nowhere in it',
  path: 'stands in the path',
  query: 'stands in the query',
  body: 'was sent in the body',
  header: 'stands in a header',
  token: 'is named by its token',
  first: 'is first seen in this response',
  response: 'stands in the response',
};

/** `row key 17 in the path`. */
export const describeFind = (feature: Feature, find: Find) => `${describeValue(feature)} ${WHERE[find]}`;

function describeValue({ role, sort, value }: Feature): string {
  const column = sort.slice(sort.lastIndexOf(' ') + 1);
  const shown = value.length > 40 ? `${value.slice(0, 39)}…` : value;
  return role === 'key' || role === 'made' ? `row key ${shown}` : `${column.slice(column.indexOf('.') + 1)} ${shown}`;
}

/** `GET http://host /route` → `GET /route`. */
export function nameOf({ endpoint }: AttributableExchange): string {
  const [method, , route] = endpoint.split(' ');
  return route === undefined ? endpoint : `${method} ${route}`;
}

/** `3.2 s`, `12 ms`, `0.4 ms`. */
export function duration(us: number): string {
  if (us >= 1_000_000) return `${(us / 1_000_000).toFixed(1)} s`;
  return us >= 1_000 ? `${Math.round(us / 1_000)} ms` : `${(us / 1_000).toFixed(1)} ms`;
}

/** Where a stamp lies in an exchange; null where either has no time. */
export function describeTime(exchange: AttributableExchange, at: Interval | null): string | null {
  const { startUs, endUs } = exchange;
  if (!at || startUs === null) return null;
  const end = endUs ?? startUs;
  if (at.toUs - at.fromUs > 100_000) return `stamped in the same ${duration(at.toUs - at.fromUs)} in which it was open`;
  if (at.fromUs < startUs)
    return `committed ${duration(startUs - at.fromUs)} before its start, within what clocks may differ`;
  if (at.fromUs <= end)
    return `committed ${duration(at.fromUs - startUs)} after its start, ${duration(end - at.fromUs)} before its end`;
  return `committed ${duration(at.fromUs - end)} after its end`;
}

/** `carries this request's trace id`; `shared` counts the requests that carry it. */
export const describeKey = ({ kind }: RequestKey, shared: number) => {
  const key = kind === 'span' ? 'span id' : kind === 'trace' ? 'trace id' : 'request id';
  return shared === 1 ? `carries this request's ${key}` : `carries a ${key} that ${shared} requests share`;
};
