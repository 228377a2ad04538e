import Sqlite from 'better-sqlite3';
import type { Db } from './database.ts';
import { SCHEMA_STEPS } from './schema-steps.ts';

/** A new workspace file as an earlier version made it, of the first so many steps. */
export function openOldWorkspace(file: string, steps: number): Db {
  const db = new Sqlite(file);
  for (const step of SCHEMA_STEPS.slice(0, steps)) db.exec(step);
  db.pragma(`user_version = ${steps}`);
  return db;
}
