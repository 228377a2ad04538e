import { createHash, timingSafeEqual } from 'node:crypto';
import type { MiddlewareHandler } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';

/** Who may talk to this server: whoever came through the printed address, and nobody else. */
export interface Access {
  readonly port: number;
  readonly token: string;
}

/** What the checks look at. */
interface Asked {
  readonly host: string | undefined;
  readonly origin: string | undefined;
  /** How the asking page relates to ours, and whether it is being opened: Sec-Fetch-Site and -Mode (Fetch Metadata). */
  readonly site: string | undefined;
  readonly mode: string | undefined;
  readonly token: string | undefined;
}

interface Refusal {
  readonly status: 401 | 403;
  readonly why: string;
}

type Check = (asked: Asked, access: Access) => Refusal | null;

/** In this order; the first refusal is the answer. */
const CHECKS: readonly Check[] = [
  // Another name for this machine's address means DNS rebinding.
  ({ host }, { port }) => (hosts(port).includes(host ?? '') ? null : { status: 403, why: 'Unknown host name.' }),
  // A page from elsewhere, other ports of this machine included.
  ({ origin }, { port }) =>
    origin === undefined || hosts(port).some((host) => origin === `http://${host}`)
      ? null
      : { status: 403, why: 'Requests of other pages are refused.' },
  // What such pages load without an Origin, as images and scripts: the cookie goes along from other ports of this machine.
  ({ site, mode }) =>
    (site === 'cross-site' || site === 'same-site') && mode !== 'navigate'
      ? { status: 403, why: 'Requests of other pages are refused.' }
      : null,
  ({ token }, access) =>
    token !== undefined && isSame(token, access.token)
      ? null
      : { status: 401, why: 'The key is missing. Open the address that was printed when Endpoint Audit started.' },
];

/** Lets a request through only when every check agrees; turns `?token=` into a cookie. */
export function guard(access: Access): MiddlewareHandler {
  const cookie = `endpoint-audit-${access.port}`;
  return async (c, next) => {
    const inAddress = c.req.query('token');
    const token = inAddress ?? bearer(c.req.header('authorization')) ?? getCookie(c, cookie);
    const asked: Asked = {
      host: c.req.header('host'),
      origin: c.req.header('origin'),
      site: c.req.header('sec-fetch-site'),
      mode: c.req.header('sec-fetch-mode'),
      token,
    };
    for (const check of CHECKS) {
      const refusal = check(asked, access);
      if (refusal) return c.text(refusal.why, refusal.status);
    }
    if (inAddress === undefined) return next();
    setCookie(c, cookie, access.token, { httpOnly: true, sameSite: 'Strict', path: '/' });
    return c.redirect(withoutToken(c.req.url));
  };
}

/** Browsers leave out the port that HTTP has by default. */
function hosts(port: number): string[] {
  const names = ['127.0.0.1', 'localhost'];
  return [...names.map((name) => `${name}:${port}`), ...(port === 80 ? names : [])];
}

function bearer(header: string | undefined): string | undefined {
  return header?.startsWith('Bearer ') ? header.slice('Bearer '.length) : undefined;
}

/** Compares hashes: equal lengths, and no time that tells how much was right. */
function isSame(given: string, wanted: string): boolean {
  const hash = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(hash(given), hash(wanted));
}

/** Path and query only, so that it can never lead to another server. */
function withoutToken(address: string): string {
  const url = new URL(address);
  url.searchParams.delete('token');
  return `/${url.pathname.replace(/^\/+/, '')}${url.search}`;
}
