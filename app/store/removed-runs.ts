import type { Db } from './database.ts';

/** Stands in the place of its import's id: a run that nobody sees any more, and that goes from the file bit by bit. */
export const REMOVED = 'removed';

export const removedRuns = (db: Db): number[] =>
  db.prepare<[string], number>('SELECT id FROM run WHERE import_id = ?').pluck().all(REMOVED);
