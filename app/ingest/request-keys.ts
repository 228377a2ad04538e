import type { RequestKey } from '../../shared/records.ts';
import { isObject, type Json, parseLossless } from './lossless.ts';
import { remembered } from './remembered.ts';
import { isTracers, tracesOf } from './trace-headers.ts';

type Headers = readonly (readonly [name: string, value: string])[];

const TRACEPARENT = /\b[\da-f]{2}-([\da-f]{32})-([\da-f]{16})-[\da-f]{2}\b/gi;
const REQUEST_IDS = new Set(['xrequestid', 'requestid', 'xcorrelationid', 'correlationid']);
const TRACE_IDS = new Set(['traceid', 'xtraceid', 'oteltraceid', 'ddtraceid']);
const TRACE_HEADERS = new Set(['traceparent', 'traceresponse', 'server-timing', 'elastic-apm-traceparent']);

/** `X-Request-ID`, `request_id`, `requestId` are one name. */
const bare = (name: string): string => name.toLowerCase().replace(/[^a-z\d]/g, '');

/** Names of request ids that people added to those that are known, as `requestIdNames` makes them. */
export type RequestIdNames = ReadonlySet<string>;
const NO_NAMES: RequestIdNames = new Set();

/** `X-Kiosk-Call`, `x_kiosk_call` → one name, wherever it stands. */
export const requestIdNames = (names: readonly string[]): RequestIdNames =>
  new Set(names.map(bare).filter((name) => name !== ''));

/**
 * What names this request in its headers, request and response together: W3C trace context (also in
 * Server-Timing) and that of other tracers, request and correlation ids, Amazon's trace root.
 */
export function keysOfHeaders(all: Headers, own: RequestIdNames = NO_NAMES): RequestKey[] {
  const headers = all.filter(([name]) => mayName(name) || (own.size > 0 && own.has(bare(name))));
  if (headers.length === 0) return [];
  const keys = new KeySet(own);
  for (const [name, value] of headers) {
    const lower = name.toLowerCase();
    if (TRACE_HEADERS.has(lower)) keys.addTraceparents(value);
    else if (lower === 'x-amzn-trace-id') keys.addId(/\bRoot=([\w-]+)/i.exec(value)?.[1] ?? '');
    else keys.addNamed(name, value);
  }
  for (const { trace, span } of tracesOf(headers)) keys.addTrace(trace, span);
  return keys.all();
}

/** Whether a header of this name may name the request. */
const mayName = remembered((name) => {
  const lower = name.toLowerCase();
  const plain = bare(name);
  return TRACE_HEADERS.has(lower) || isTracers(lower) || REQUEST_IDS.has(plain) || TRACE_IDS.has(plain);
});

/** The keys of the headers, and the spans that the headers do not name. */
export function withSpans(keys: readonly RequestKey[], spans: readonly RequestKey[]): RequestKey[] {
  const isNew = (span: RequestKey) => !keys.some((key) => key.kind === span.kind && key.value === span.value);
  return [...keys, ...spans.filter(isNew)];
}

/**
 * What a logical message or an SQL comment says of its request: a bare traceparent, JSON with such members,
 * sqlcommenter's `key='value'` pairs, or a bare id under a telling prefix.
 */
export function keysOfText(prefix: string, text: string, own: RequestIdNames = NO_NAMES): RequestKey[] {
  const keys = new KeySet(own);
  const decoded = decodeComment(text);
  keys.addTraceparents(decoded);
  const json = parseOrNull(text);
  if (isObject(json)) addMembers(json, keys, 0);
  else {
    for (const [, name = '', value = ''] of decoded.matchAll(/([\w-]+)\s*[=:]\s*['"]?([^'",;\s*]+)/g))
      keys.addNamed(name, value);
    if (/^[\w.:|-]+$/.test(decoded.trim())) keys.addNamed(prefix, decoded.trim());
  }
  return keys.all();
}

function addMembers(value: Json, keys: KeySet, depth: number): void {
  if (!isObject(value) || depth > 3) return;
  for (const [name, member] of Object.entries(value)) {
    if (typeof member === 'string' || typeof member === 'number') keys.addNamed(name, String(member));
    else addMembers(member, keys, depth + 1);
  }
}

/** sqlcommenter's values are percent-encoded; Python drivers double the `%`. */
function decodeComment(text: string): string {
  return text.replace(/(?:%%?[\da-f]{2})+/gi, (escaped) => {
    try {
      return decodeURIComponent(escaped.replaceAll('%%', '%'));
    } catch {
      return escaped;
    }
  });
}

function parseOrNull(text: string): Json {
  if (!/^\s*\{/.test(text)) return null;
  try {
    return parseLossless(text);
  } catch {
    return null;
  }
}

class KeySet {
  readonly #keys = new Map<string, RequestKey>();
  readonly #own: RequestIdNames;

  constructor(own: RequestIdNames) {
    this.#own = own;
  }

  addTraceparents(text: string): void {
    for (const [, trace = '', span = ''] of text.matchAll(TRACEPARENT)) this.addTrace(trace, span);
  }

  addTrace(trace: string, span: string | null): void {
    if (span !== null) this.#add('span', `${trace}-${span}`);
    this.#add('trace', trace);
  }

  addNamed(name: string, value: string): void {
    const plain = bare(name);
    if (REQUEST_IDS.has(plain) || this.#own.has(plain)) this.addId(value);
    else if (TRACE_IDS.has(plain) && /^[\da-f]{32}$/i.test(value)) this.#add('trace', value);
  }

  addId(value: string): void {
    if (value.trim() !== '' && value.length <= 200) this.#add('request-id', value.trim());
  }

  all(): RequestKey[] {
    return [...this.#keys.values()];
  }

  #add(kind: RequestKey['kind'], text: string): void {
    const value = text.toLowerCase();
    if (/^[0-]+$/.test(value)) return;
    this.#keys.set(`${kind} ${value}`, { kind, value });
  }
}
