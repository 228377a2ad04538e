import type { Link } from '../../shared/records.ts';
import type { LinkCounts } from '../../shared/views.ts';
import type { Db } from './database.ts';
import { dropTotals, readTotals } from './totals.ts';

interface LinkColumns {
  transaction_id: number;
  exchange_id: number | null;
  probability: number;
  basis: string;
  evidence: string;
  rivals: string;
}

/** Replaces the links of these transactions. Call inside a transaction. */
export function writeLinks(db: Db, runIds: readonly number[], links: readonly Link[]): void {
  dropLinks(db, runIds);
  insertLinks(db, links);
}

const MOST_AT_ONCE = 2_000;

/** The same for a run that nobody sees yet, some at a time, each in a transaction of its own: nobody waits for all. */
export async function stageLinks(
  db: Db,
  runId: number,
  links: readonly Link[],
  between: () => Promise<void>,
): Promise<void> {
  db.transaction(() => dropLinks(db, [runId])).immediate();
  for (let at = 0; at < links.length; at += MOST_AT_ONCE) {
    db.transaction(() => insertLinks(db, links.slice(at, at + MOST_AT_ONCE))).immediate();
    await between();
  }
}

/** What has to be written so that a run has other links than it has. */
export interface LinkChanges {
  readonly runId: number;
  /** Transactions that have another answer, or none any more. */
  readonly gone: readonly number[];
  readonly fresh: readonly Link[];
}

/** Reads only: most links of a run stay as they are when one is corrected. */
export function changedLinks(db: Db, runId: number, links: readonly Link[]): LinkChanges {
  const stored = new Map(readLinks(db, runId).map((link) => [link.transactionId, JSON.stringify(link)]));
  const fresh = links.filter((link) => stored.get(link.transactionId) !== JSON.stringify(inOrder(link)));
  const answered = new Set(links.map(({ transactionId }) => transactionId));
  const lost = [...stored.keys()].filter((id) => !answered.has(id));
  return { runId, gone: [...lost, ...fresh.map(({ transactionId }) => transactionId)], fresh };
}

/** With its members in the order in which they are read. */
const inOrder = ({ transactionId, exchangeId, probability, basis, evidence, rivals }: Link): Link => ({
  transactionId,
  exchangeId,
  probability,
  basis,
  evidence,
  rivals,
});

/** Call inside a transaction in which the run's links are those that the changes were found on. */
export function writeLinkChanges(db: Db, { runId, gone, fresh }: LinkChanges): void {
  dropTotals(db, [runId]);
  db.prepare('DELETE FROM link WHERE transaction_id IN (SELECT value FROM json_each(?))').run(JSON.stringify(gone));
  insertLinks(db, fresh);
}

function dropLinks(db: Db, runIds: readonly number[]): void {
  dropTotals(db, runIds);
  // A transaction that another log now tells better has no answer of its own any more.
  db.prepare(
    `DELETE FROM link WHERE transaction_id IN (SELECT t.id FROM source_transaction t
       JOIN capture c ON c.id = t.capture_id WHERE c.run_id IN (SELECT value FROM json_each(?)))`,
  ).run(JSON.stringify(runIds));
}

function insertLinks(db: Db, links: readonly Link[]): void {
  const insert = db.prepare(
    `INSERT INTO link (transaction_id, exchange_id, probability, basis, evidence, rivals) VALUES (?, ?, ?, ?, ?, ?)`,
  );
  for (const link of links) {
    const { transactionId, exchangeId, probability, basis, evidence, rivals } = link;
    insert.run(
      transactionId,
      exchangeId,
      probability,
      JSON.stringify(basis),
      JSON.stringify(evidence),
      JSON.stringify(rivals),
    );
  }
}

const LINKS_OF_RUN = `SELECT l.* FROM link l JOIN source_transaction t ON t.id = l.transaction_id
  JOIN capture c ON c.id = t.capture_id WHERE c.run_id = ? ORDER BY l.transaction_id`;

/** All links of a run, by transaction. */
export function readLinks(db: Db, runId: number): Link[] {
  return db.prepare<[number], LinkColumns>(LINKS_OF_RUN).all(runId).map(toLink);
}

/** What an exchange caused. */
export function readLinksOfExchange(db: Db, exchangeId: number): Link[] {
  return db.prepare<[number], LinkColumns>('SELECT * FROM link WHERE exchange_id = ?').all(exchangeId).map(toLink);
}

/** Null for a transaction that is not in the workspace, or not attributed yet. */
export function readLink(db: Db, transactionId: number): Link | null {
  const row = db.prepare<[number], LinkColumns>('SELECT * FROM link WHERE transaction_id = ?').get(transactionId);
  return row ? toLink(row) : null;
}

const toLink = (row: LinkColumns): Link => ({
  transactionId: row.transaction_id,
  exchangeId: row.exchange_id,
  probability: row.probability,
  basis: JSON.parse(row.basis) as Link['basis'],
  evidence: JSON.parse(row.evidence) as Link['evidence'],
  rivals: JSON.parse(row.rivals) as Link['rivals'],
});

/** How a run's transactions were answered: with a request, with "none", or with nothing certain enough. */
export function countLinks(db: Db, runId: number): LinkCounts {
  const { transactions = 0, linked = 0, background = 0 } = readTotals(db, runId) ?? {};
  return { run: runId, transactions, linked, background, undecided: transactions - linked - background };
}

export interface LinkLineColumns {
  readonly logName: string;
  readonly sourceId: string;
  readonly harName: string | null;
  readonly position: number | null;
  readonly probability: number;
  readonly basis: string;
}

/** A run's links with the names and positions of both sides, in log order. */
export function readLinkLines(db: Db, runId: number): LinkLineColumns[] {
  return db
    .prepare<[number], LinkLineColumns>(
      `SELECT c.name AS logName, t.source_id AS sourceId, h.name AS harName, e.position, l.probability, l.basis
       FROM link l JOIN source_transaction t ON t.id = l.transaction_id JOIN capture c ON c.id = t.capture_id
       LEFT JOIN exchange e ON e.id = l.exchange_id LEFT JOIN capture h ON h.id = e.capture_id
       WHERE c.run_id = ? ORDER BY t.id`,
    )
    .all(runId);
}
