import { setImmediate } from 'node:timers/promises';
import Sqlite from 'better-sqlite3';
import { SCHEMA_STEPS } from './schema-steps.ts';

/** An open workspace file. Every function that takes one lives in this folder, or is called from the engine. */
export type Db = Sqlite.Database;

/** The file is not a workspace, or one that this version cannot read. `message` says what to do. */
export class WorkspaceError extends Error {
  override readonly name = 'WorkspaceError';
}

/**
 * Opens (or makes) a workspace file and brings its schema up to date.
 * @throws WorkspaceError when the file is something else, newer than this program, or cannot be opened.
 */
export function openDatabase(file: string): Db {
  const db = connect(file);
  try {
    switchToWal(db);
    db.pragma('synchronous = NORMAL');
    db.pragma('foreign_keys = ON');
    applySteps(db, file);
    return db;
  } catch (error) {
    db.close();
    throw asWorkspaceError(error, file);
  }
}

function connect(file: string): Db {
  try {
    // The importer's thread writes in short transactions beside this one; 10 s outlasts any of them.
    return new Sqlite(file, { timeout: 10_000 });
  } catch (error) {
    throw asWorkspaceError(error, file);
  }
}

function applySteps(db: Db, file: string): void {
  const at = versionOf(db);
  if (at > SCHEMA_STEPS.length) {
    throw new WorkspaceError(`${file}: made by a newer version of Endpoint Audit; update the program to open it`);
  }
  for (let step = at; step < SCHEMA_STEPS.length; step++) applyStep(db, step);
}

const versionOf = (db: Db): number => db.pragma('user_version', { simple: true }) as number;

const WAL_TRIES = 40;
const WAL_PAUSE_MS = 50;

/** Changing the journal does not wait for locks as other statements do, so it is tried for two seconds. */
function switchToWal(db: Db): void {
  for (let left = WAL_TRIES; ; left--) {
    try {
      db.pragma('journal_mode = WAL');
      return;
    } catch (error) {
      if (left === 0 || (error as { code?: string }).code !== 'SQLITE_BUSY') throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, WAL_PAUSE_MS);
    }
  }
}

/** One step, one transaction: a crash leaves the step before. */
function applyStep(db: Db, step: number): void {
  db.transaction(() => {
    // Another program may have come first while this one waited for the lock.
    if (versionOf(db) !== step) return;
    db.exec(SCHEMA_STEPS[step] as string);
    db.pragma(`user_version = ${step + 1}`);
  }).exclusive();
}

function asWorkspaceError(error: unknown, file: string): unknown {
  if (error instanceof WorkspaceError || !(error instanceof Error)) return error;
  if (error instanceof Sqlite.SqliteError && error.code === 'SQLITE_NOTADB') {
    return new WorkspaceError(`${file}: not a workspace of Endpoint Audit; choose another file`);
  }
  return new WorkspaceError(`${file}: cannot be opened as a workspace (${error.message})`);
}

/** Reads that all see the workspace as it is at the first of them, however long they take; they hold up nobody. */
export async function asOfNow<T>(db: Db, read: () => Promise<T>): Promise<T> {
  db.exec('BEGIN');
  try {
    return await read();
  } finally {
    if (db.inTransaction) db.exec('ROLLBACK');
  }
}

/** Writes, however long another program holds the workspace; between tries messages are heard. */
export async function onceFree<T>(write: () => T): Promise<T> {
  for (;;) {
    try {
      return write();
    } catch (error) {
      if ((error as { code?: string }).code !== 'SQLITE_BUSY') throw error;
    }
    await setImmediate();
  }
}

/** SQLite's codes for a disk that takes no more, or fails. */
export const isFull = (error: unknown): error is Error =>
  error instanceof Error && 'code' in error && /^SQLITE_(?:FULL|IOERR)/.test(String(error.code));

/** The column's JSON, or null where the column is NULL. */
export function fromJson<T>(text: string | null): T | null {
  return text === null ? null : (JSON.parse(text) as T);
}

/** JSON for a column; null stays NULL. */
export const toJson = (value: unknown): string | null =>
  value === null || value === undefined ? null : JSON.stringify(value);
