import { execFileSync } from 'node:child_process';

/** The database that a recording is made on; made anew, and dropped afterwards. */
export const DATABASE = 'endpoint_audit_recording';

const SLOT = DATABASE;
const OPTIONS = ['xids', 'timestamp', 'lsn', 'pk', 'types'].map((name) => `'include-${name}', 'true'`).join(', ');

/** Makes the empty database. The usual PGHOST, PGPORT, PGUSER and PGPASSWORD say where. */
export function createDatabase(): void {
  dropDatabase();
  execFileSync('createdb', [DATABASE]);
}

/** Drops the database and its slot, where they are there. */
export function dropDatabase(): void {
  const dropSlot = `select pg_drop_replication_slot(slot_name) from pg_replication_slots where slot_name = '${SLOT}'`;
  execFileSync('psql', ['-qAtX', '-d', 'postgres', '-c', dropSlot]);
  execFileSync('dropdb', ['--if-exists', '--force', DATABASE], { stdio: 'ignore' });
}

/** From here on the server keeps its changes for `readChanges`. Needs wal_level=logical and wal2json. */
export function startLog(): void {
  query(`select 1 from pg_create_logical_replication_slot('${SLOT}', 'wal2json')`);
}

/** All changes since `startLog` as wal2json format-version 2 writes them: one action a line. */
export const readChanges = (): string =>
  query(`select data from pg_logical_slot_get_changes('${SLOT}', null, null, 'format-version', '2', ${OPTIONS})`);

const query = (sql: string): string =>
  execFileSync('psql', ['-qAtX', '-v', 'ON_ERROR_STOP=1', '-d', DATABASE, '-c', sql], {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
