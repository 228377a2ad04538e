import type { RawExchange } from '../format.ts';
import { splitUrl } from '../http/target.ts';
import type { Instant } from '../instant.ts';
import { isObject, type JsonObject, plainText } from '../lossless.ts';
import { requestBody, responseBody } from './bodies.ts';
import { type Header, headersOf, headerValue, listAt, numberAt, objectAt, textAt } from './fields.ts';
import { failureOf, reachOf } from './reached.ts';
import { timesOf } from './times.ts';

/** Makes an exchange of an entry; null where it lacks a method or an address. */
export function exchangeOf(
  entry: JsonObject,
  start: Instant | null,
  index: number,
  byteOffset: number,
): RawExchange | null {
  const request = objectAt(entry, 'request');
  const response = objectAt(entry, 'response');
  const method = textAt(request, 'method')?.toUpperCase();
  const target = splitUrl(textAt(request, 'url') ?? '');
  if (!method || !target) return null;
  const status = statusOf(response);
  const requestHeaders = withCookies(request, headersOf(request));
  const headers = headersOf(response);
  const isStream = /event-stream/i.test(headerValue(headers, 'content-type') ?? '') || status === 101;
  return {
    index,
    byteOffset,
    method,
    ...target,
    query: target.query.length > 0 ? target.query : queryBeside(request),
    ...timesOf(entry, start, { answered: status !== null, streams: isStream }),
    status,
    failure: failureOf(entry),
    ...connectionOf(entry),
    ...reachOf(entry, status, headers),
    request: { headers: requestHeaders, body: requestBody(request, requestHeaders) },
    response: { headers, body: responseBody(response, headers, hasBody(method, status)) },
  };
}

/** Insomnia keeps the query apart from the address. */
const queryBeside = (request: JsonObject): [string, string][] =>
  listAt(request, 'queryString')
    .filter(isObject)
    .map(({ name, value }): [string, string] => [plainText(name ?? ''), plainText(value ?? '')])
    .filter(([name, value]) => name !== '' || value !== '');

/** HAR lets any text name a connection; recorders write a number or a port. */
function connectionOf(entry: JsonObject): Pick<RawExchange, 'connection'> {
  const connection = textAt(entry, 'connection') ?? numberAt(entry, 'connection')?.toString() ?? '';
  return /^[\w:.-]{1,40}$/.test(connection) ? { connection } : {};
}

/** 0 and -1 stand for "no answer". */
function statusOf(response: JsonObject): number | null {
  const status = numberAt(response, 'status');
  return status !== null && status >= 100 ? status : null;
}

const hasBody = (method: string, status: number | null): boolean =>
  method !== 'HEAD' && status !== null && status >= 200 && status !== 204 && status !== 304;

/** Some exports keep cookies only in their own list. */
function withCookies(request: JsonObject, headers: Header[]): Header[] {
  const cookies = listAt(request, 'cookies').filter(isObject);
  if (cookies.length === 0 || headerValue(headers, 'cookie') !== null) return headers;
  const text = cookies.map((cookie) => `${plainText(cookie.name ?? '')}=${plainText(cookie.value ?? '')}`).join('; ');
  return [...headers, ['cookie', text]];
}
