import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { type Db, openDatabase } from './database.ts';
import { isAlive } from './process-alive.ts';

/**
 * Does work on a copy of the workspace as it is now, which is gone afterwards: nobody who writes meanwhile has to wait.
 * It lies beside the workspace, where there is room for its like and nobody else may read.
 */
export async function withCopy<T>(db: Db, work: (copy: Db) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(`${prefixOf(db)}${process.pid}-`);
  try {
    const file = join(folder, 'copy.audit');
    db.prepare('VACUUM INTO ?').run(file);
    return await onFile(file, work);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Removes copies of this workspace whose process ended before it could; of `own`, those that a thread of it left. */
export function clearCopies(db: Db, own: number | null = null): void {
  const prefix = basename(prefixOf(db));
  const folder = dirname(db.name);
  if (!existsSync(folder)) return;
  for (const name of readdirSync(folder)) {
    const pid = name.startsWith(prefix) ? Number.parseInt(name.slice(prefix.length), 10) : Number.NaN;
    if (pid > 0 && (pid === own || !isAlive(pid))) rmSync(join(folder, name), { recursive: true, force: true });
  }
}

const prefixOf = (db: Db): string => join(dirname(db.name), `.${basename(db.name)}-copy-`);

async function onFile<T>(file: string, work: (copy: Db) => Promise<T>): Promise<T> {
  const copy = openDatabase(file);
  try {
    return await work(copy);
  } finally {
    copy.close();
  }
}
