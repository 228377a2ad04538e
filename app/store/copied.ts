import { mkdtempSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Db, openDatabase } from './database.ts';

/**
 * Does work on a copy of the workspace as it is now, which is gone afterwards: nobody who writes meanwhile has to wait.
 * It lies beside the workspace, where there is room for its like and nobody else may read.
 */
export function withCopy<T>(db: Db, work: (copy: Db) => T): T {
  const folder = mkdtempSync(join(dirname(db.name), '.rehearsal-'));
  try {
    const file = join(folder, 'copy.audit');
    db.prepare('VACUUM INTO ?').run(file);
    return onFile(file, work);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function onFile<T>(file: string, work: (copy: Db) => T): T {
  const copy = openDatabase(file);
  try {
    return work(copy);
  } finally {
    copy.close();
  }
}
