import { createHmac } from 'node:crypto';
import type { Change, Exchange, Transaction } from '../../shared/records.ts';
import { clientOf } from './client-name.ts';
import type { RawExchange, RawTransaction } from './format.ts';
import { isNested } from './json-walk.ts';
import { maskPairs, maskPath } from './masking/address.ts';
import { maskBody } from './masking/body.ts';
import { type HeaderReaders, maskHeader } from './masking/headers.ts';
import { ClaimReader, type Hiding, isMasked } from './masking/hiding.ts';
import { maskJson } from './masking/json-text.ts';
import { maskRow } from './masking/rows.ts';
import { maskText } from './masking/text.ts';
import { operationOf } from './operation.ts';
import { keysOfHeaders, keysOfText, withSpans } from './request-keys.ts';

/** Replaces secrets by keyed hashes: equal secrets stay equal, and nothing can be read back. */
export interface Masker {
  /** `masked·` and 16 hex digits of HMAC-SHA-256; what is masked already stays. */
  maskValue(secret: string): string;
  maskExchange(raw: RawExchange): Exchange;
  /** The images are still as the log had them. */
  maskTransaction(raw: RawTransaction): Transaction;
  /** How many values of each sort were masked. */
  counts(): Record<string, number>;
}

const PREFIX = 'masked·';
const SORTS = ['authorization', 'cookie', 'password, token, secret'] as const;
type Sort = (typeof SORTS)[number];

/** A masker for one workspace; the key stays with the workspace. */
export function createMasker(key: Uint8Array): Masker {
  const counts: Record<Sort, number> = { authorization: 0, cookie: 0, 'password, token, secret': 0 };
  const maskValue = cached((secret) => {
    const digest = createHmac('sha256', key).update(secret, 'utf8').digest('hex');
    return PREFIX + digest.slice(0, 16);
  });
  const count = (sort: Sort) => (secrets: number) => {
    counts[sort] += secrets;
  };
  const rowHiding: Hiding = {
    hide(secret) {
      count('password, token, secret')(1);
      return maskValue(secret);
    },
  };
  return {
    maskValue,
    maskExchange: (raw) => maskExchange(raw, readersFor(maskValue, count)),
    maskTransaction: (raw) => maskTransaction(raw, rowHiding),
    counts: () => ({ ...counts }),
  };
}

const MOST_CACHED = 50_000;

/** The same few tokens come with every request. */
function cached(mask: (secret: string) => string): (secret: string) => string {
  const known = new Map<string, string>();
  return (secret) => {
    if (isMasked(secret)) return secret;
    const before = known.get(secret);
    if (before !== undefined) return before;
    const masked = mask(secret);
    if (known.size >= MOST_CACHED) known.clear();
    known.set(secret, masked);
    return masked;
  };
}

function readersFor(
  maskValue: (secret: string) => string,
  count: (sort: Sort) => (secrets: number) => void,
): HeaderReaders {
  return {
    authorization: new ClaimReader(maskValue, count('authorization')),
    cookie: new ClaimReader(maskValue, count('cookie')),
    other: new ClaimReader(maskValue, count('password, token, secret')),
  };
}

function maskExchange(raw: RawExchange, readers: HeaderReaders): Exchange {
  const { other } = readers;
  const request = {
    headers: raw.request.headers.map((header) => maskHeader(header, readers)),
    body: maskBody(raw.request.body, other, 'body'),
  };
  const response = {
    headers: raw.response.headers.map((header) => maskHeader(header, readers)),
    body: maskBody(raw.response.body, other, 'response'),
  };
  const query = maskPairs(raw.query, other, 'query');
  const { spans = [], ...rest } = raw;
  return {
    ...rest,
    origin: withoutUser(raw.origin, other),
    path: maskPath(raw.path, other),
    query,
    failure: raw.failure && maskText(raw.failure, other, 'failure'),
    // It repeats what the browser said went wrong.
    reachedWhy: maskText(raw.reachedWhy, other, 'failure'),
    request,
    response,
    claims: [...readers.authorization.all(), ...readers.cookie.all(), ...other.all()],
    keys: withSpans(keysOfHeaders([...raw.request.headers, ...raw.response.headers]), spans),
    client: clientOf(raw.request.headers),
    operation: operationOf({ ...raw, query, request }),
  };
}

/** An address may carry `user:password@`; the origin goes without. */
function withoutUser(origin: string, reader: ClaimReader): string {
  const [, scheme = '', user = '', host = ''] = /^([^/]*\/\/)([^/]*)@([^/@]*)$/.exec(origin) ?? [];
  if (host === '') return origin;
  reader.claim(user.split(':')[0] ?? '', 'address, user name');
  reader.hide(user, 'address');
  return scheme + host;
}

function maskTransaction(raw: RawTransaction, hiding: Hiding): Transaction {
  return {
    ...raw,
    context: raw.context.map((context) => ({
      ...context,
      prefix: maskText(context.prefix, hiding, ''),
      text: isNested(context.text) ? maskJson(context.text, hiding, '') : maskText(context.text, hiding, ''),
      keys: keysOfText(context.prefix, context.text),
    })),
    changes: raw.changes.map((change) => maskChange(change, hiding)),
  };
}

function maskChange(change: Change, hiding: Hiding): Change {
  return {
    ...change,
    key: maskRow(change.key, hiding),
    before: maskRow(change.before, hiding),
    after: maskRow(change.after, hiding),
  };
}
