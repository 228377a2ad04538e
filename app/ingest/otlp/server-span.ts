import type { Body } from '../../../shared/records.ts';
import type { RawExchange } from '../format.ts';
import { type Target, targetOf } from '../http/target.ts';
import { type Attributes, firstOf } from './attributes.ts';
import type { Span } from './span.ts';

type Header = readonly [name: string, value: string];

/** What a server's span says of the request it served; null where it is no HTTP request. */
export function exchangeOf(span: Span, index: number, byteOffset: number): RawExchange | null {
  const { attributes } = span;
  const method = firstOf(attributes, 'http.request.method_original', 'http.request.method', 'http.method');
  const target = method && targetOfSpan(span);
  if (!target) return null;
  const status = statusOf(attributes);
  const { startUs } = span;
  const endUs = startUs === null ? null : Math.max(startUs, span.endUs ?? startUs);
  return {
    index,
    byteOffset,
    method: method.toUpperCase(),
    ...target,
    startUs,
    endUs,
    serverFromUs: startUs,
    serverToUs: endUs,
    status,
    failure: span.failure,
    reached: 'yes',
    reachedWhy: status === null ? 'the server traced it' : `the server traced it, and answered ${status}`,
    request: { headers: requestHeaders(attributes), body: requestBody(method, attributes) },
    response: {
      headers: headersOf(attributes, 'http.response.header.'),
      body: responseBody(method, status, attributes),
    },
  };
}

/** Stable names first, then those of semantic conventions before 1.23. */
function targetOfSpan({ attributes, resource }: Span): Target | null {
  const asked = askedFor(attributes) ?? firstOf(attributes, 'url.full', 'http.url');
  const host = hostOf(attributes) ?? firstOf(resource, 'service.name');
  return asked === null ? null : targetOf(firstOf(attributes, 'url.scheme', 'http.scheme') ?? 'http', host, asked);
}

function askedFor(attributes: Attributes): string | null {
  const path = firstOf(attributes, 'url.path');
  if (path === null) return firstOf(attributes, 'http.target');
  const query = firstOf(attributes, 'url.query');
  return query === null ? path : `${path}?${query.replace(/^\?/, '')}`;
}

function hostOf(attributes: Attributes): string | null {
  const named = firstOf(attributes, 'http.request.header.host', 'http.host');
  if (named !== null) return named;
  const address = firstOf(attributes, 'server.address', 'net.host.name', 'http.server_name');
  const port = firstOf(attributes, 'server.port', 'net.host.port');
  return address === null || port === null ? address : `${address}:${port}`;
}

function statusOf(attributes: Attributes): number | null {
  const status = Number(firstOf(attributes, 'http.response.status_code', 'http.status_code') ?? Number.NaN);
  return status >= 100 && status <= 999 ? status : null;
}

function requestHeaders(attributes: Attributes): Header[] {
  const headers = headersOf(attributes, 'http.request.header.');
  const agent = firstOf(attributes, 'user_agent.original', 'http.user_agent');
  const isThere = headers.some(([name]) => name === 'user-agent');
  return agent === null || isThere ? headers : [...headers, ['user-agent', agent]];
}

/** Headers that the service was told to record; older SDKs write `_` for `-`. */
function headersOf(attributes: Attributes, prefix: string): Header[] {
  return [...attributes]
    .filter(([name]) => name.startsWith(prefix))
    .flatMap(([name, values]) =>
      values.map((value): Header => [name.slice(prefix.length).replaceAll('_', '-').toLowerCase(), value]),
    );
}

const WITHOUT_BODY = /^(?:GET|HEAD|OPTIONS|TRACE|DELETE)$/i;

/** Spans hold no bodies: a size at most. */
function requestBody(method: string, attributes: Attributes): Body | null {
  const size = sizeOf(attributes, 'http.request.body.size', 'http.request_content_length');
  return size === 0 || (size === null && WITHOUT_BODY.test(method)) ? null : missing(size);
}

function responseBody(method: string, status: number | null, attributes: Attributes): Body | null {
  const size = sizeOf(attributes, 'http.response.body.size', 'http.response_content_length');
  return size === 0 || method.toUpperCase() === 'HEAD' || status === 204 || status === 304 ? null : missing(size);
}

const missing = (size: number | null): Body => ({ mime: '', text: null, size, state: 'missing' });

function sizeOf(attributes: Attributes, ...names: string[]): number | null {
  const text = firstOf(attributes, ...names);
  return text !== null && /^\d+$/.test(text) ? Number(text) : null;
}
