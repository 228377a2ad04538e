import type { Affected, CallerCount, Callers } from '../../shared/affected-views.ts';
import type { Message } from '../../shared/records.ts';
import { identityOf } from '../audit/identity.ts';
import { segmentKind } from '../audit/segment-kind.ts';
import type { Pieces } from '../pieces.ts';
import type { Db } from '../store/database.ts';
import { readEndpoint } from '../store/endpoints.ts';
import { countReached, readRunsOfEndpoint } from '../store/inventory.ts';
import { createContentReader } from '../store/messages.ts';
import { readNewestCalls, readSenders } from '../store/newest-calls.ts';
import { likelyFrom } from '../store/settings.ts';

/** Headers are read call by call: so many of the newest suffice to say who is affected. */
const MOST_CALLS = 5_000;
/** So many of them in one piece of work. */
const PIECE = 200;
/** Lines that a list shows at most. */
const MOST_LINES = 50;

/** Who called an endpoint and from which pages; null when the workspace does not hold it. */
export function* affectedOf(db: Db, endpointId: number): Pieces<Affected | null> {
  if (!readEndpoint(db, endpointId)) return null;
  const calls: Sender[] = [];
  for (const run of readRunsOfEndpoint(db, endpointId).reverse()) {
    const left = MOST_CALLS - calls.length;
    if (left > 0) calls.push(...(yield* senders(db, readNewestCalls(db, endpointId, run, left))));
  }
  return {
    calls: countReached(db, endpointId),
    looked: calls.length,
    users: counted(calls.map(({ user, wrote }) => ({ name: user, wrote }))),
    pages: counted(calls.map(({ page, wrote }) => ({ name: page, wrote }))),
  };
}

interface Sender {
  readonly user: string | null;
  readonly page: string | null;
  readonly wrote: boolean;
}

function* senders(db: Db, exchangeIds: readonly number[]): Pieces<Sender[]> {
  const likely = likelyFrom(db);
  const contentOf = createContentReader(db);
  const found: Sender[] = [];
  for (let at = 0; at < exchangeIds.length; at += PIECE) {
    for (const { exchangeId, claims, probability } of readSenders(db, exchangeIds.slice(at, at + PIECE)))
      found.push({
        user: identityOf(claims),
        page: pageOf(contentOf(exchangeId)?.request.headers ?? []),
        wrote: probability >= likely,
      });
    yield;
  }
  return found;
}

function counted(calls: readonly { readonly name: string | null; readonly wrote: boolean }[]): Callers {
  const groups = [...Map.groupBy(calls, ({ name }) => name)].map(
    ([name, own]): CallerCount => ({ name, calls: own.length, wrote: own.filter(({ wrote }) => wrote).length }),
  );
  groups.sort((a, b) => b.calls - a.calls || (a.name ?? '').localeCompare(b.name ?? ''));
  return { all: groups.filter(({ name }) => name !== null).length, most: groups.slice(0, MOST_LINES) };
}

/** `https://shop.example/orders/{id}`: what is left of the Referer without its query, else the Origin. */
function pageOf(headers: Message['headers']): string | null {
  const sent = (name: string) => headers.find(([each]) => each.toLowerCase() === name)?.[1];
  const referer = sent('referer');
  const url = referer && URL.parse(referer);
  if (url) return url.origin === 'null' ? url.protocol : url.origin + withoutIds(url.pathname);
  const origin = sent('origin');
  return origin && origin !== 'null' ? origin : null;
}

const withoutIds = (path: string): string =>
  path
    .split('/')
    .map((segment) => {
      const kind = segmentKind(segment);
      return kind === 'static' ? segment : `{${kind}}`;
    })
    .join('/');
