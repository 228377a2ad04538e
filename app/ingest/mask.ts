import { createHmac } from 'node:crypto';
import type { Change, Exchange, MaskedPlace, Transaction } from '../../shared/records.ts';
import { clientOf } from './client-name.ts';
import type { RawExchange, RawTransaction } from './format.ts';
import { isNested } from './json-walk.ts';
import { maskPairs, maskPath } from './masking/address.ts';
import { maskBody } from './masking/body.ts';
import { HeaderMemory } from './masking/header-memory.ts';
import type { HeaderReaders } from './masking/headers.ts';
import { ClaimReader, type Hiding, isMasked } from './masking/hiding.ts';
import { maskJson } from './masking/json-text.ts';
import { maskRow } from './masking/rows.ts';
import { maskText } from './masking/text.ts';
import { operationOf } from './operation.ts';
import { ownText } from './own-text.ts';
import { remembered } from './remembered.ts';
import { keysOfHeaders, keysOfText, type RequestIdNames, withSpans } from './request-keys.ts';
import { KNOWN_NAMES, type SecretNames } from './secrets.ts';

/** Replaces secrets by keyed hashes: equal secrets stay equal, and nothing can be read back. */
export interface Masker {
  /** `masked·` and 16 hex digits of HMAC-SHA-256; what is masked already stays. */
  maskValue(secret: string): string;
  maskExchange(raw: RawExchange): Exchange;
  /** The images are still as the log had them. */
  maskTransaction(raw: RawTransaction): Transaction;
  /** What is said of the cause, alone. */
  maskContext(raw: RawTransaction['context']): Transaction['context'];
  /** How secrets of rows are hidden, and counted. */
  readonly rowHiding: Hiding;
  /** How many values of each sort were masked. */
  counts(): Record<string, number>;
  /** Forgets what was counted since, and where: of a file that is not kept. */
  restore(counts: Record<string, number>): void;
  /** Where values were masked since the last time this was asked; names only, no values. */
  takePlaces(): MaskedPlace[];
}

const PREFIX = 'masked·';
const SORTS = ['authorization', 'cookie', 'password, token, secret'] as const;
type Sort = (typeof SORTS)[number];

/** A masker for one workspace, whose key stays with it; `names` are those of secrets, `ids` those of request ids that people added. */
export function createMasker(key: Uint8Array, names: SecretNames = KNOWN_NAMES, ids?: RequestIdNames): Masker {
  const counts: Record<Sort, number> = { authorization: 0, cookie: 0, 'password, token, secret': 0 };
  const places = new PlaceCounts();
  const maskValue = cached((secret) => {
    const digest = createHmac('sha256', key).update(secret, 'utf8').digest('hex');
    return PREFIX + digest.slice(0, 16);
  });
  const count = (sort: Sort) => (where: string) => {
    counts[sort]++;
    places.add(where);
  };
  const headers = new HeaderMemory(maskValue, names);
  const rowHiding: Hiding = {
    names,
    hide(secret, where) {
      count('password, token, secret')(`column ${where}`);
      return maskValue(secret);
    },
  };
  return {
    maskValue,
    maskExchange: (raw) =>
      maskExchange(
        raw,
        readersFor((sort) => new ClaimReader(maskValue, count(sort), names)),
        headers,
        ids,
      ),
    maskTransaction: (raw) => maskTransaction(raw, rowHiding, ids),
    maskContext: (raw) => maskContext(raw, rowHiding, ids),
    rowHiding,
    counts: () => ({ ...counts }),
    restore(before) {
      Object.assign(counts, before);
      places.take();
    },
    takePlaces: () => places.take(),
  };
}

const MOST_PLACES = 1_000;

/** A member may be named by a secret, as where tokens are looked up. */
const placeOf = remembered((where) => where.slice(0, 120).replace(/[\w-]{32,}/g, (run) => `${run.slice(0, 6)}…`));

/** How often something was masked in each place: `cookie sid`, `body user.password`, `column api_token`. */
class PlaceCounts {
  #counts = new Map<string, number>();

  add(where: string): void {
    const place = placeOf(where);
    const before = this.#counts.get(place);
    if (before !== undefined || this.#counts.size < MOST_PLACES) this.#counts.set(place, (before ?? 0) + 1);
  }

  take(): MaskedPlace[] {
    const places = [...this.#counts].map(([place, times]) => ({ place, times }));
    this.#counts = new Map();
    return places;
  }
}

const MOST_CACHED = 20_000;

/** The same few tokens come with every request. */
function cached(mask: (secret: string) => string): (secret: string) => string {
  const known = new Map<string, string>();
  return (secret) => {
    if (isMasked(secret)) return secret;
    const before = known.get(secret);
    if (before !== undefined) return before;
    const masked = mask(secret);
    if (known.size >= MOST_CACHED) known.clear();
    known.set(ownText(secret), masked);
    return masked;
  };
}

function readersFor(reader: (sort: Sort) => ClaimReader): HeaderReaders {
  return { authorization: reader('authorization'), cookie: reader('cookie'), other: reader('password, token, secret') };
}

function maskExchange(
  raw: RawExchange,
  readers: HeaderReaders,
  memory: HeaderMemory,
  ids: RequestIdNames | undefined,
): Exchange {
  const { other } = readers;
  const request = {
    headers: raw.request.headers.map((header) => memory.mask(header, readers)),
    body: maskBody(raw.request.body, other, 'body'),
  };
  const response = {
    headers: raw.response.headers.map((header) => memory.mask(header, readers)),
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
    keys: withSpans(keysOfHeaders([...raw.request.headers, ...raw.response.headers], ids), spans),
    client: clientOf(request.headers),
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

function maskTransaction(raw: RawTransaction, hiding: Hiding, ids: RequestIdNames | undefined): Transaction {
  return {
    ...raw,
    context: maskContext(raw.context, hiding, ids),
    changes: raw.changes.map((change) => maskChange(change, hiding)),
  };
}

const maskContext = (
  contexts: RawTransaction['context'],
  hiding: Hiding,
  ids: RequestIdNames | undefined,
): Transaction['context'] =>
  contexts.map((context) => ({
    ...context,
    prefix: maskText(context.prefix, hiding, ''),
    text: isNested(context.text) ? maskJson(context.text, hiding, '') : maskText(context.text, hiding, ''),
    keys: keysOfText(context.prefix, context.text, ids),
  }));

/** Masks the rows of one change. */
export function maskChange(change: Change, hiding: Hiding): Change {
  const key = maskRow(change.key, hiding);
  const before = maskRow(change.before, hiding);
  const after = maskRow(change.after, hiding);
  const isSame = key === change.key && before === change.before && after === change.after;
  return isSame ? change : { ...change, key, before, after };
}
