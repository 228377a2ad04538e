import type { Exchange } from '../../../shared/records.ts';

/** What a terminal would obey when it is pasted: all control characters but tabs and ends of lines. */
const ACTING = /(?![\t\n])\p{Cc}/u;

/** For a POSIX shell: in single quotes, which end and begin again around one. */
const quote = (text: string): string =>
  ACTING.test(text) ? spelled(text) : `'${text.replaceAll("'", String.raw`'\''`)}'`;

/** `$'…'` of POSIX.1-2024, older in bash, ksh and zsh: control characters are told by their bytes in UTF-8. */
function spelled(text: string): string {
  const octal = (byte: number) => `\\${byte.toString(8).padStart(3, '0')}`;
  const bytes = (sign: string) => Array.from(new TextEncoder().encode(sign), octal).join('');
  const signs = text.replace(/[\\']/g, '\\$&').replace(/\p{Cc}/gu, bytes);
  return `$'${signs}'`;
}

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
    `curl -X ${/^[A-Z]+$/.test(method) ? method : quote(method)} ${quote(addressOf(called))}`,
    ...headers.map(([name, value]) => `-H ${quote(`${name}: ${value}`)}`),
    ...(body ? [`--data-raw ${quote(body)}`] : []),
  ].join(' \\\n  ');
}
