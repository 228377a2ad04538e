import type { CaptureKind, Damage, MaskedPlace, SkipCount } from '../../shared/records.ts';
import { type Db, isFull, toJson } from './database.ts';
import { isAlive } from './process-alive.ts';
import { REMOVED } from './removed-runs.ts';
import { dropTotals } from './totals.ts';

export interface NewCapture {
  readonly name: string;
  readonly kind: CaptureKind;
  readonly format: string;
}

export interface FinishedCapture {
  readonly bytes: number;
  readonly sha256: string;
  readonly records: number;
  readonly skipped: readonly SkipCount[];
  readonly damage: Damage | null;
  readonly spanUs: readonly [from: number, to: number] | null;
  readonly masked: readonly MaskedPlace[];
}

/** A run that nobody sees until `publishRun`. */
export function createRun(db: Db, atMs: number, importId = ''): number {
  const insert = db.prepare("INSERT INTO run (at_ms, state, owner_pid, import_id) VALUES (?, 'importing', ?, ?)");
  return Number(insert.run(atMs, process.pid, importId).lastInsertRowid);
}

/** Returns its id. What it says of itself comes with {@link finishCapture}. */
export function createCapture(db: Db, runId: number, capture: NewCapture): number {
  const insert = db.prepare('INSERT INTO capture (run_id, name, kind, format) VALUES (?, ?, ?, ?)');
  return Number(insert.run(runId, capture.name, capture.kind, capture.format).lastInsertRowid);
}

/** Keeps what is known of a file once it is read. */
export function finishCapture(db: Db, id: number, done: FinishedCapture): void {
  db.prepare(
    `UPDATE capture SET bytes = ?, sha256 = ?, records = ?, skipped = ?, damage = ?, from_us = ?, to_us = ?,
       masked = ? WHERE id = ?`,
  ).run(
    done.bytes,
    done.sha256,
    done.records,
    JSON.stringify(done.skipped),
    toJson(done.damage),
    done.spanUs?.[0] ?? null,
    done.spanUs?.[1] ?? null,
    JSON.stringify(done.masked),
    id,
  );
}

/** Every stamp of a capture turned out to be whole seconds: its stamps are intervals of that width. */
export function widenStamps(db: Db, captureId: number, resolutionUs: number): void {
  db.prepare('UPDATE source_transaction SET resolution_us = ? WHERE capture_id = ?').run(resolutionUs, captureId);
}

/** Its records go with it. */
export const deleteCapture = (db: Db, id: number): void => {
  db.prepare('DELETE FROM capture WHERE id = ?').run(id);
};

const MOST_AT_ONCE = 2_000;

/** Removes a run that is not whole yet, some of it at a time: nobody waits for all. One that people may have seen stays. */
export function deleteUnfinished(db: Db, id: number): void {
  for (const table of ['source_transaction', 'exchange']) {
    const some = db.prepare<[number, number]>(
      `DELETE FROM ${table} WHERE id IN (
         SELECT t.id FROM ${table} t JOIN capture c ON c.id = t.capture_id JOIN run r ON r.id = c.run_id
         WHERE r.id = ? AND r.state = 'importing' LIMIT ?)`,
    );
    while (some.run(id, MOST_AT_ONCE).changes > 0);
  }
  db.prepare("DELETE FROM run WHERE id = ? AND state = 'importing'").run(id);
}

/** Nobody sees the run any more; `deleteUnfinished` takes it out of the file, at the next start where this one ends. */
export function hideRun(db: Db, id: number): void {
  dropTotals(db, [id]);
  db.prepare("UPDATE run SET state = 'importing', owner_pid = ?, import_id = ? WHERE id = ?").run(
    process.pid,
    REMOVED,
    id,
  );
}

/** Removes what a dead import left behind, if anything. On a full disk it stays, unseen, until the next start. */
export function deleteImport(db: Db, importId: string): void {
  try {
    const runs = db.prepare<[string], number>("SELECT id FROM run WHERE import_id = ? AND state = 'importing'").pluck();
    for (const id of runs.all(importId)) deleteUnfinished(db, id);
  } catch (error) {
    if (!isFull(error)) throw error;
  }
}

/** From now on the run is seen. */
export const publishRun = (db: Db, id: number): void => {
  db.prepare("UPDATE run SET state = 'ready' WHERE id = ?").run(id);
};

/** Both runs are counted anew. */
export const moveCaptures = (db: Db, from: number, to: number): void => {
  dropTotals(db, [from, to]);
  db.prepare('UPDATE capture SET run_id = ? WHERE run_id = ?').run(to, from);
};

/**
 * Removes what interrupted imports left, and removals; returns the names of the files that were being imported. Those of
 * living processes stay.
 */
export function clearUnfinished(db: Db): string[] {
  const unfinished = db
    .prepare<[], { id: number; owner: number; importId: string }>(
      "SELECT id, owner_pid AS owner, import_id AS importId FROM run WHERE state = 'importing'",
    )
    .all();
  const dead = unfinished.filter((run) => run.owner === process.pid || !isAlive(run.owner));
  const names = db.prepare<[number], string>('SELECT name FROM capture WHERE run_id = ?').pluck();
  return dead.flatMap(({ id, importId }) => {
    const files = importId === REMOVED ? [] : names.all(id);
    deleteUnfinished(db, id);
    return files;
  });
}

/** A capture with the same content that a whole run, or this import's own, already holds. */
export function findSameContent(
  db: Db,
  sha256: string,
  own: { readonly captureId: number; readonly runId: number },
): { id: number; runId: number; name: string } | null {
  const row = db
    .prepare<[string, number, number], { id: number; runId: number; name: string }>(
      `SELECT c.id, c.run_id AS runId, c.name FROM capture c JOIN run r ON r.id = c.run_id
       WHERE c.sha256 = ? AND c.id <> ? AND (r.state = 'ready' OR r.id = ?) ORDER BY c.id LIMIT 1`,
    )
    .get(sha256, own.captureId, own.runId);
  return row ?? null;
}

/** Whether a whole run has come to hold one of this run's files since they were read. */
export function isImportedElsewhere(db: Db, runId: number): boolean {
  const same = db.prepare<[number, number], number>(
    `SELECT 1 FROM capture own JOIN capture other ON other.sha256 = own.sha256 JOIN run r ON r.id = other.run_id
     WHERE own.run_id = ? AND r.id <> ? AND r.state = 'ready' LIMIT 1`,
  );
  return same.pluck().get(runId, runId) !== undefined;
}

/** Transactions of `from` that `into` already has: a log that was recorded on and imported again. */
export function dropKnownTransactions(db: Db, from: number, into: number): void {
  db.prepare(
    `DELETE FROM source_transaction WHERE id IN (
       SELECT t.id FROM source_transaction t JOIN capture c ON c.id = t.capture_id
       JOIN source_transaction k ON k.source_id = t.source_id AND k.time_us = t.time_us AND k.id <> t.id
       JOIN capture h ON h.id = k.capture_id
       WHERE c.run_id = ? AND h.run_id = ? AND t.source_id NOT LIKE '@%')`,
  ).run(from, into);
}
