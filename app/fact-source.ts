import type { Message } from '../shared/records.ts';
import type { EndpointName } from '../shared/views.ts';
import type { FactExchange, FactSource } from './audit/facts.ts';
import { identityOf } from './audit/identity.ts';
import type { Call, Content } from './audit/rule.ts';
import { contentOf } from './call-content.ts';
import type { Db } from './store/database.ts';
import { type CallRecord, readCallRecords } from './store/facts.ts';
import { COME_BACK } from './store/held-blocks.ts';
import { createContentReader } from './store/messages.ts';
import { createChangeReader } from './store/records.ts';

/** Contents are large and calls many: so many of them are held at once. */
const MOST_CONTENTS = 2_000;
const MOST_ENDPOINTS = 2_000;
const MOST_TRANSACTIONS = 20_000;

/** Reads the calls among these exchanges, contents and rows as rules ask for them. */
export function createFactSource(db: Db, exchanges: readonly FactExchange[]): FactSource {
  const byEndpoint = Map.groupBy(exchanges, ({ endpointId }) => endpointId);
  const readContent = createContentReader(db, COME_BACK);
  const contents = held(MOST_CONTENTS, (exchangeId: number) => toContents(readContent(exchangeId)));
  const rows = held(MOST_TRANSACTIONS, createChangeReader(db, COME_BACK));
  const calls = held(MOST_ENDPOINTS, (endpoint: EndpointName) => {
    const own = new Map((byEndpoint.get(endpoint.id) ?? []).map((exchange) => [exchange.id, exchange.reached]));
    const records = readCallRecords(db, [...own.keys()]);
    return records.map((record) => toCall({ ...record, reached: own.get(record.id) ?? record.reached }, endpoint));
  });
  return { callsOf: calls, contentOf: contents, rowsOf: rows };
}

const EMPTY = contentOf({ headers: [], body: null });

const toContents = (both: { request: Message; response: Message } | null): { request: Content; response: Content } =>
  both ? { request: contentOf(both.request), response: contentOf(both.response) } : { request: EMPTY, response: EMPTY };

function toCall({ capture, index, origin, claims, ...record }: CallRecord, endpoint: EndpointName): Call {
  return {
    ...record,
    endpoint,
    pointer: { capture, index },
    resource: origin + record.path.replace(/(?<=.)\/$/, ''),
    identity: identityOf(claims),
  };
}

/** Keeps the answers until there are too many, then begins anew. */
function held<Key, Answer>(most: number, work: (key: Key) => Answer): (key: Key) => Answer {
  const kept = new Map<Key, Answer>();
  return (key) => {
    const known = kept.get(key);
    if (known !== undefined) return known;
    const answer = work(key);
    if (kept.size >= most) kept.clear();
    kept.set(key, answer);
    return answer;
  };
}
