import type { Message } from '../shared/records.ts';
import type { EndpointName } from '../shared/views.ts';
import type { FactSource } from './audit/facts.ts';
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

/** Reads a run's calls, contents and rows as rules ask for them. */
export function createFactSource(db: Db, runId: number): FactSource {
  const readContent = createContentReader(db, COME_BACK);
  const contents = held(MOST_CONTENTS, (exchangeId: number) => toContents(readContent(exchangeId)));
  const rows = held(MOST_TRANSACTIONS, createChangeReader(db, COME_BACK));
  const calls = held(MOST_ENDPOINTS, (endpoint: EndpointName) =>
    readCallRecords(db, runId, endpoint.id).map((record) => toCall(record, endpoint)),
  );
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
