import { clearUnfinished } from './captures.ts';
import { clearCopies } from './copied.ts';
import type { Db } from './database.ts';

/** Removes what a process left behind that ended before it was done. Returns the names of files half imported. */
export function recover(db: Db): string[] {
  clearCopies(db);
  return clearUnfinished(db);
}
