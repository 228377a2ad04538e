import type { Db } from './database.ts';

/** How large the workspace file is, and how much of it nothing uses any more, in bytes. */
export function fileSizeOf(db: Db): { readonly bytes: number; readonly free: number } {
  const size = (name: string): number => Number(db.pragma(name, { simple: true }));
  const page = size('page_size');
  return { bytes: page * size('page_count'), free: page * size('freelist_count') };
}

/** Writes the file anew without what nothing uses, and empties its log. */
export function compactFile(db: Db): void {
  db.exec('VACUUM');
  db.pragma('wal_checkpoint(TRUNCATE)');
}
