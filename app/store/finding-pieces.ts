import type { Statement } from 'better-sqlite3';
import type { Db } from './database.ts';
import { readyRuns } from './runs.ts';

/** Findings read in one piece of work: a statement that takes part names it as its LIMIT. */
export const PIECE = 2_000;

/** Of every whole run, oldest traffic first, what a statement of run and last key gives, piece by piece. */
export function* inPieces<Row extends { readonly key: string }>(
  db: Db,
  ofRun: Statement<[number, string], Row>,
): Generator<Row[]> {
  for (const runId of readyRuns(db)) {
    let rows: Row[] = [];
    do {
      rows = ofRun.all(runId, rows.at(-1)?.key ?? '');
      yield rows;
    } while (rows.length === PIECE);
  }
}
