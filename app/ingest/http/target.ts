import type { RawExchange } from '../format.ts';

const URL_PARTS = /^([a-z][a-z\d+.-]*):\/\/([^/?#]*)([^?#]*)(?:\?([^#]*))?/i;
const DEFAULT_PORT: Readonly<Record<string, string>> = { http: ':80', ws: ':80', https: ':443', wss: ':443' };

export type Target = Pick<RawExchange, 'origin' | 'path' | 'query'>;

/** Stands for a host that the recorder left out. */
const NO_HOST = 'host-not-recorded';

/** Takes an address apart without changing its encoding; user information stays in the origin for the masker. */
export function splitUrl(url: string): Target | null {
  const local = /^(data|blob|about|javascript):/i.exec(url);
  if (local) return { origin: (local[0] as string).toLowerCase(), path: '', query: [] };
  const parts = URL_PARTS.exec(url);
  if (!parts) return null;
  const [, scheme = '', authority = '', path = '', query = ''] = parts;
  const at = authority.lastIndexOf('@');
  const host = authority.slice(at + 1).toLowerCase();
  const port = DEFAULT_PORT[scheme.toLowerCase()];
  const plainHost = port && host.endsWith(port) ? host.slice(0, -port.length) : host;
  return {
    origin: `${scheme.toLowerCase()}://${authority.slice(0, at + 1)}${plainHost}`,
    path: path || '/',
    query: query === '' ? [] : pairsOf(query),
  };
}

const pairsOf = (query: string): [string, string][] =>
  [...new URLSearchParams(query)].filter(([name, value]) => name !== '' || value !== '');

/**
 * The target that a server was asked for: a path with its query (RFC 9112 §3.2.1), or a whole address. Null for
 * anything else, such as `*`.
 */
export function targetOf(scheme: string, host: string | null, asked: string): Target | null {
  if (/^https?:\/\//i.test(asked)) return splitUrl(asked);
  return asked.startsWith('/') ? splitUrl(`${scheme}://${host ?? NO_HOST}${asked}`) : null;
}
