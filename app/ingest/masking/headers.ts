import { decodeSafely, maskAddress } from './address.ts';
import type { ClaimReader } from './hiding.ts';
import { readJwt } from './jwt.ts';
import { maskText } from './text.ts';

export type HeaderPair = readonly [name: string, value: string];

/** Sorts that are counted apart. */
export interface HeaderReaders {
  readonly authorization: ClaimReader;
  readonly cookie: ClaimReader;
  readonly other: ClaimReader;
}

/** Proxies pass the caller's own on under names such as `X-Forwarded-Authorization`, `X-Original-Cookie`. */
const AUTHORIZATION = /^(?:.+-)?auth(?:orization)?$/;
const COOKIE = /^(?:.+-)?cookie$/;
/** Browsers cannot set headers on a WebSocket, so tokens travel as its protocol. */
const WHOLE =
  /^x-auth-|-session$|^x-(?!(?:.+-)?(?:idempotency|cache|surrogate)-)(?:.+-)?key$|(?:functions?|subscription)-key$|^sec-websocket-protocol$/;
const ADDRESSES = /^(?:referer|location|content-location|origin|x-original-ur[il]|x-forwarded-uri|x-rewrite-url)$/;

/** Masks one header; what its secret says of the caller becomes claims. */
export function maskHeader([name, value]: HeaderPair, readers: HeaderReaders): HeaderPair {
  const lower = name.toLowerCase();
  if (AUTHORIZATION.test(lower)) return [name, maskAuthorization(value, lower, readers.authorization)];
  if (lower === 'set-cookie') return [name, maskSetCookie(value, readers.cookie)];
  if (COOKIE.test(lower)) return [name, maskCookies(value, readers.cookie)];
  if (readers.other.names.isSecret(name) || WHOLE.test(lower)) return [name, maskWhole(value, lower, readers.other)];
  if (ADDRESSES.test(lower)) return [name, maskAddress(value, readers.other, lower)];
  return [name, maskText(value, readers.other, lower)];
}

function maskWhole(value: string, where: string, reader: ClaimReader): string {
  if (value !== '') reader.claim(value, where);
  return reader.hide(value, where);
}

/** RFC 9110 §11.6.2: a scheme and its credentials; the scheme stays. */
function maskAuthorization(value: string, where: string, reader: ClaimReader): string {
  const [, scheme = '', credentials = ''] = /^([\w-]+\s+)?([\s\S]*)$/.exec(value.trim()) ?? [];
  if (/^basic/i.test(scheme)) {
    const user = Buffer.from(credentials, 'base64').toString('utf8').split(':')[0] ?? '';
    reader.claim(user, `${where}, user name`);
  } else if (credentials !== '') reader.claim(credentials, `${where} token`);
  return scheme + reader.hide(credentials, `${where} token`);
}

function maskCookies(value: string, reader: ClaimReader): string {
  return value
    .split(/;\s*/)
    .map((cookie) => maskCookie(cookie, reader))
    .join('; ');
}

/** RFC 6265 §4.1: the first pair is the cookie, the rest are its attributes. */
function maskSetCookie(value: string, reader: ClaimReader): string {
  const end = value.indexOf(';');
  return end < 0 ? maskCookie(value, reader) : maskCookie(value.slice(0, end), reader) + value.slice(end);
}

function maskCookie(cookie: string, reader: ClaimReader): string {
  const sign = cookie.indexOf('=');
  if (sign < 0) return reader.hide(cookie, 'cookie');
  const name = cookie.slice(0, sign);
  const value = cookie.slice(sign + 1).replace(/^"(.*)"$/, '$1');
  const where = `cookie ${name.trim()}`;
  for (const claim of sessionIds(value)) reader.claim(claim, where);
  return `${name}=${reader.hide(value, where)}`;
}

/** A cookie's value, decoded, and without a signature: `s:abc.sig` (Express), `abc:sig`, `abc.sig`. */
function sessionIds(value: string): string[] {
  const plain = decodeSafely(value);
  const signed = /^(?:s:)?([\w-]{8,})[.:][\w+/=.:-]+$/.exec(plain)?.[1];
  const inner = signed !== undefined && !readJwt(plain) ? [signed] : [];
  return [...new Set([value, plain, ...inner])];
}
