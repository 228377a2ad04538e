import type { Db } from './database.ts';
import type { Subject } from './decisions.ts';
import { likelyFrom } from './settings.ts';

/**
 * What people said about links. Both sides are named by their content, so that it holds when the files are imported
 * again: `link:["<log's hash>","<transaction>","<requests' hash>",<position>]`, `signature:insert public.heartbeats`.
 */

export interface LinkPlace {
  readonly logHash: string;
  readonly sourceId: string;
  readonly requestsHash: string;
  readonly position: number;
}

interface Said {
  readonly who: string;
  readonly atMs: number;
  readonly why: string | null;
}

/** A request that did not cause a transaction. */
export interface RejectedLink extends Said {
  readonly place: LinkPlace;
}

/** A background job: all transactions that do this and nothing else. */
export interface NamedJob extends Said {
  readonly signature: string;
  readonly name: string;
}

/** Names a link in decisions. */
export const linkSubject = ({ logHash, sourceId, requestsHash, position }: LinkPlace): Subject =>
  `link:${JSON.stringify([logHash, sourceId, requestsHash, position])}`;
export const jobSubject = (signature: string): Subject => `signature:${signature}`;

interface Standing {
  subject: string;
  value: string;
  who: string;
  atMs: number;
  why: string | null;
}

/** The subjects of a kind that stand, each with the newest decision on it. */
function readStanding(db: Db, kind: 'link' | 'signature'): Standing[] {
  return db
    .prepare<[string], Standing>(
      `SELECT s.subject, s.value, a.who, a.at_ms AS atMs, d.why FROM decided s
       JOIN decision d ON d.id = (SELECT max(n.id) FROM decision n JOIN action o ON o.id = n.action_id
         WHERE n.subject = s.subject AND n.field = s.field AND o.undone_at_ms IS NULL)
       JOIN action a ON a.id = d.action_id
       WHERE substr(s.subject, 1, instr(s.subject, ':') - 1) = ? ORDER BY s.subject`,
    )
    .all(kind);
}

/** What people ruled out, as it stands now. */
export function readRejectedLinks(db: Db): RejectedLink[] {
  return readStanding(db, 'link').map(({ subject, who, atMs, why }) => {
    const [logHash, sourceId, requestsHash, position] = JSON.parse(subject.slice('link:'.length)) as LinkParts;
    return { place: { logHash, sourceId, requestsHash, position }, who, atMs, why };
  });
}

type LinkParts = [logHash: string, sourceId: string, requestsHash: string, position: number];

/** The background jobs that people named, as they stand now. */
export function readNamedJobs(db: Db): NamedJob[] {
  return readStanding(db, 'signature').map(({ subject, value, who, atMs, why }) => ({
    signature: subject.slice('signature:'.length),
    name: JSON.parse(value) as string,
    who,
    atMs,
    why,
  }));
}

/** Where a transaction and an exchange of one run stand in their files; null when they do not, or no run is whole. */
export function readLinkPlace(db: Db, transactionId: number, exchangeId: number): LinkPlace | null {
  const place = db
    .prepare<[number, number], LinkPlace>(
      `SELECT l.sha256 AS logHash, t.source_id AS sourceId, h.sha256 AS requestsHash, e.position
       FROM source_transaction t JOIN capture l ON l.id = t.capture_id JOIN run r ON r.id = l.run_id
       JOIN capture h ON h.run_id = r.id JOIN exchange e ON e.capture_id = h.id
       WHERE t.id = ? AND e.id = ? AND r.state = 'ready'`,
    )
    .get(transactionId, exchangeId);
  return place ?? null;
}

export interface LocatedLink {
  readonly transactionId: number;
  readonly exchangeId: number;
  /** `GET /orders`, as its endpoint is named; null where it has none. */
  readonly endpoint: string | null;
}

/** The transaction and the exchange that stand there in these runs; several where a log uses an id twice. */
export function locateLink(db: Db, runIds: readonly number[], place: LinkPlace): LocatedLink[] {
  return db
    .prepare<[string, string, string, string, string, number], LocatedLink>(
      `SELECT t.id AS transactionId, e.id AS exchangeId, p.method || ' ' || p.route AS endpoint
       FROM capture l JOIN source_transaction t ON t.capture_id = l.id
       JOIN capture h JOIN exchange e ON e.capture_id = h.id LEFT JOIN endpoint p ON p.id = e.endpoint_id
       WHERE l.run_id IN (SELECT value FROM json_each(?)) AND h.run_id IN (SELECT value FROM json_each(?))
         AND l.sha256 = ? AND t.source_id = ? AND h.sha256 = ? AND e.position = ?`,
    )
    .all(
      JSON.stringify(runIds),
      JSON.stringify(runIds),
      place.logHash,
      place.sourceId,
      place.requestsHash,
      place.position,
    );
}

/** The run's transactions by what each does, where that is one of `signatures`. */
export function readTransactionsOf(
  db: Db,
  runIds: readonly number[],
  signatures: ReadonlySet<string>,
): ReadonlyMap<number, string> {
  if (signatures.size === 0) return new Map();
  const rows = db
    .prepare<[string], { id: number; deeds: string }>(
      `SELECT t.id, (SELECT json_group_array(DISTINCT g.op || ' ' || g.table_name) FROM change g
         WHERE g.transaction_id = t.id) AS deeds
       FROM source_transaction t JOIN capture c ON c.id = t.capture_id
       WHERE c.run_id IN (SELECT value FROM json_each(?)) ORDER BY t.id`,
    )
    .iterate(JSON.stringify(runIds));
  const found = new Map<number, string>();
  for (const { id, deeds } of rows) {
    const signature = (JSON.parse(deeds) as string[]).sort().join(', ');
    if (signatures.has(signature)) found.set(id, signature);
  }
  return found;
}

/** How many of these transactions are linked to a request, likely enough to count. */
export function countLinked(db: Db, transactionIds: readonly number[]): number {
  const count = db.prepare<[string, number], number>(
    `SELECT count(*) FROM link WHERE transaction_id IN (SELECT value FROM json_each(?))
       AND exchange_id IS NOT NULL AND probability >= ?`,
  );
  return count.pluck().get(JSON.stringify(transactionIds), likelyFrom(db)) ?? 0;
}
