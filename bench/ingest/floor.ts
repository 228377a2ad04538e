import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type Db, openDatabase } from '../../app/store/database.ts';

/** What reading and storing cannot cost less than. */

/** Reads the bytes and hashes them, as every import does; gives the number of pieces. */
export async function hashBytes(file: string): Promise<number> {
  const hash = createHash('sha256');
  let pieces = 0;
  for await (const piece of createReadStream(file, { highWaterMark: 1 << 20 })) {
    hash.update(piece as Uint8Array);
    pieces++;
  }
  return pieces;
}

const TABLES = ['exchange', 'message', 'source_transaction', 'change_shape', 'change_row', 'row_image'];
const BATCH = 500;

type Cells = readonly unknown[];

/**
 * Inserts the rows of a workspace into an empty one, one with each statement, 500 in a transaction. The rows are in
 * memory before `begin`. Gives their number.
 */
export function insertRows(workspace: string, empty: string, begin: () => void): number {
  const source = openDatabase(workspace);
  const db = openDatabase(empty);
  for (const table of ['run', 'capture']) insertAll(db, table, rowsOf(source, table));
  const tables = TABLES.map((table) => [table, rowsOf(source, table)] as const);
  source.close();
  begin();
  for (const [table, rows] of tables) insertAll(db, table, rows);
  db.close();
  return tables.reduce((sum, [, rows]) => sum + rows.length, 0);
}

const rowsOf = (db: Db, table: string): Cells[] => db.prepare<[], Cells>(`SELECT * FROM ${table}`).raw().all();

function insertAll(db: Db, table: string, rows: readonly Cells[]): void {
  const [first] = rows;
  if (!first) return;
  const insert = db.prepare(`INSERT INTO ${table} VALUES (${first.map(() => '?').join()})`);
  for (let at = 0; at < rows.length; at += BATCH)
    db.transaction(() => {
      for (const row of rows.slice(at, at + BATCH)) insert.run(row);
    }).immediate();
}
