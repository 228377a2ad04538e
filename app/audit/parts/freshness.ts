import type { Call, Content } from '../rule.ts';

/** Statuses that a cache may store without being told to (RFC 9110 §15.1). */
const CACHEABLE = new Set([200, 203, 204, 206, 300, 301, 308, 404, 405, 410, 414, 501]);

/**
 * Whether a cache, be it the browser's, may use an answer again without asking the server (RFC 9111 §3, §4.2):
 * `fresh` for a time, `stale` at once, `never` stored. Lifetimes that a cache makes up (§4.2.2) are not counted.
 */
export function freshnessOf({ status }: Call, response: Content): 'fresh' | 'stale' | 'never' {
  const control = directivesOf(response.header('Cache-Control') ?? '');
  if (control.has('no-store') || response.header('Vary')?.trim() === '*') return 'never';
  if (control.has('no-cache') || /no-cache/i.test(response.header('Pragma') ?? '')) return 'stale';
  const age = Number(control.get('s-maxage') ?? control.get('max-age') ?? Number.NaN);
  const lifetime = Number.isNaN(age) ? lifetimeByDate(response) : age;
  if (lifetime === null) return 'stale';
  const stored = status !== null && (CACHEABLE.has(status) || status === 302 || status === 307);
  return stored && lifetime > Number(response.header('Age') ?? 0) ? 'fresh' : 'stale';
}

/** `max-age=60, private` by name, in lower case. */
function directivesOf(text: string): Map<string, string> {
  const pairs = text.split(',').map((part): [string, string] => {
    const [name = '', value = ''] = part.split('=');
    return [name.trim().toLowerCase(), value.trim().replaceAll('"', '')];
  });
  return new Map(pairs);
}

/** Seconds from Date to Expires; null where there is no Expires. An Expires that is no date means: expired. */
function lifetimeByDate(response: Content): number | null {
  const expires = response.header('Expires');
  if (expires === null) return null;
  const date = Date.parse(response.header('Date') ?? '');
  const until = Date.parse(expires);
  return Number.isNaN(until) || Number.isNaN(date) ? 0 : (until - date) / 1000;
}
