import type { Exchange } from '../../../shared/records.ts';

/** For a POSIX shell: in single quotes, which end and begin again around one. */
const quote = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`;

/** Set by curl itself, or wrong for a second request. */
const LEFT_OUT = new Set(['host', 'content-length', 'connection', 'transfer-encoding', 'accept-encoding']);

export type Called = Pick<Exchange, 'method' | 'origin' | 'path' | 'query' | 'request'>;

/** The address with its query, as it was called. */
function addressOf({ origin, path, query }: Pick<Exchange, 'origin' | 'path' | 'query'>): string {
  const parts = query.map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`);
  return `${origin}${path}${parts.length > 0 ? `?${parts.join('&')}` : ''}`;
}

/** The request as a curl command. Secrets in it are masked, so it has to be given real ones before it works. */
export function curlOf(called: Called): string {
  const { method, request } = called;
  const headers = request.headers.filter(([name]) => !LEFT_OUT.has(name.toLowerCase()) && !name.startsWith(':'));
  const body = request.body?.text;
  return [
    `curl -X ${method} ${quote(addressOf(called))}`,
    ...headers.map(([name, value]) => `-H ${quote(`${name}: ${value}`)}`),
    ...(body ? [`--data-raw ${quote(body)}`] : []),
  ].join(' \\\n  ');
}
