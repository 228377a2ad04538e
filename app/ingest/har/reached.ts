import type { Reached } from '../../../shared/records.ts';
import type { JsonObject } from '../lossless.ts';
import { type Header, headerValue, numberAt, objectAt, textAt } from './fields.ts';

export interface Reach {
  readonly reached: Reached;
  readonly reachedWhy: string;
}

/** Errors that come before anything was sent. */
const NEVER_SENT =
  /ERR_(BLOCKED_BY_\w+|UNSAFE_PORT|NAME_NOT_RESOLVED|CONNECTION_REFUSED|INTERNET_DISCONNECTED|CERT_\w+|ADDRESS_UNREACHABLE|PROXY_CONNECTION_FAILED|FILE_NOT_FOUND|UNKNOWN_URL_SCHEME|DISALLOWED_URL_SCHEME)/;
const LOCAL_SCHEME = /^(data|blob|file|about|filesystem|[\w-]*extension):/i;
const BROWSER_CACHES = new Set(['Memory Cache', 'Disk Cache']);
const WORKER_SOURCES = new Set(['fallback-code', 'cache-storage', 'http-cache']);

const no = (reachedWhy: string): Reach => ({ reached: 'no', reachedWhy });
const unknown = (reachedWhy: string): Reach => ({ reached: 'unknown', reachedWhy });

/** What the browser said went wrong; null when nothing did. */
export function failureOf(entry: JsonObject): string | null {
  const response = objectAt(entry, 'response');
  for (const from of [response, entry]) {
    const text = textAt(from, '_error') ?? textAt(from, '_failureText') ?? textAt(from, '_errorText');
    if (text) return text;
  }
  return null;
}

/** Whether an entry got to the server, and by what sign. */
export function reachOf(entry: JsonObject, status: number | null, headers: readonly Header[]): Reach {
  return (
    byScheme(entry) ??
    byDraft(entry) ??
    byTunnel(entry) ??
    byCache(entry, status) ??
    byWorker(entry) ??
    byFailure(entry, status) ??
    byTransfer(entry, status) ??
    byStatus(status, headers)
  );
}

function byScheme(entry: JsonObject): Reach | null {
  const scheme = LOCAL_SCHEME.exec(textAt(objectAt(entry, 'request'), 'url') ?? '')?.[1];
  return scheme ? no(`a ${scheme.toLowerCase()}: address needs no server`) : null;
}

/** Insomnia exports requests that nobody sent, too: one that failed has a reason for its status and took some time. */
function byDraft(entry: JsonObject): Reach | null {
  const [request, response] = [objectAt(entry, 'request'), objectAt(entry, 'response')];
  const isInsomnias = typeof request.settingEncodeUrl === 'boolean';
  const isEmpty = response.status === 0 && response.statusText === '' && entry.time === 0;
  return isInsomnias && isEmpty ? no('never sent: it was exported without an answer') : null;
}

/** Proxies also list the tunnels that they opened (RFC 9110 §9.3.6). */
function byTunnel(entry: JsonObject): Reach | null {
  return textAt(objectAt(entry, 'request'), 'method') === 'CONNECT' ? no('a tunnel that the proxy opened') : null;
}

function byCache(entry: JsonObject, status: number | null): Reach | null {
  const response = objectAt(entry, 'response');
  const fromCache = textAt(entry, '_fromCache');
  if (fromCache) return no(`answered from the browser's ${fromCache} cache`);
  const fetchType = textAt(entry, '_fetchType') ?? textAt(response, '_fetchType');
  if (fetchType && BROWSER_CACHES.has(fetchType)) return no(`answered from the browser's ${fetchType.toLowerCase()}`);
  if (response.fromDiskCache === true || response.fromPrefetchCache === true)
    return no("answered from the browser's cache");
  if (entry._wasFulfilled === true) return no('answered by the test, not by the server');
  if (objectAt(entry, 'cache').afterRequest != null && hasNoTimings(entry))
    return no("answered from the browser's cache");
  // An aborted call has neither, but no status.
  const isTimeless = hasNoTimings(entry) && numberAt(entry, 'time') === 0 && textAt(response, 'httpVersion') === null;
  if ((isTimeless || isUntouched(entry)) && status !== null) return no("answered from the browser's cache");
  return null;
}

/** Firefox (seen in 153) writes zeros for what a cache answered, and names no server. */
function isUntouched(entry: JsonObject): boolean {
  const [request, response] = [objectAt(entry, 'request'), objectAt(entry, 'response')];
  const isSized = [request, response].some((side) => numberAt(side, 'headersSize') !== 0);
  const hasTime = [entry.time, ...Object.values(objectAt(entry, 'timings'))].some((part) => part !== 0);
  return !isSized && !hasTime && textAt(entry, 'serverIPAddress') === null;
}

function hasNoTimings(entry: JsonObject): boolean {
  return Object.keys(objectAt(entry, 'timings')).length === 0;
}

/** The page's side of a call that a service worker answered. Whether the worker went on is its own entry's matter. */
function byWorker(entry: JsonObject): Reach | null {
  const response = objectAt(entry, 'response');
  const source = textAt(response, '_serviceWorkerResponseSource') ?? textAt(entry, '_serviceWorkerResponseSource');
  if (source && WORKER_SOURCES.has(source)) return no(`answered by the service worker (${source})`);
  if (textAt(entry, '_fetchType') === 'Service Worker') return unknown('answered through a service worker');
  if (response._fetchedViaServiceWorker === true || response.fromServiceWorker === true)
    return unknown('answered through a service worker');
  return null;
}

/** Playwright marks what came without the network only by its sizes. Chrome counts no bytes for a preflight either. */
function byTransfer(entry: JsonObject, status: number | null): Reach | null {
  const response = objectAt(entry, 'response');
  const isWorkers = textAt(entry, '_serviceWorkerRef') !== null;
  const noBytes = response._transferSize === 0 && (numberAt(response, 'bodySize') ?? 0) < -1;
  if (!noBytes || isWorkers || status === 101 || textAt(objectAt(entry, 'request'), 'method') === 'OPTIONS')
    return null;
  return no('answered without the network (cache or service worker)');
}

function byFailure(entry: JsonObject, status: number | null): Reach | null {
  const failure = failureOf(entry);
  if (failure === null || status !== null) return null;
  return NEVER_SENT.test(failure) ? no(`never sent: ${failure}`) : unknown(`no answer: ${failure}`);
}

function byStatus(status: number | null, headers: readonly Header[]): Reach {
  if (status === null) return unknown('no status recorded');
  const hit = [headerValue(headers, 'cf-cache-status'), headerValue(headers, 'x-cache')].find(
    (value) => value && /\bhit\b/i.test(value),
  );
  if (hit) return no(`answered by a shared cache (${hit})`);
  if (Number(headerValue(headers, 'age')) > 0) return unknown('perhaps answered by a shared cache (it has an age)');
  return { reached: 'yes', reachedWhy: `the server answered ${status}` };
}
