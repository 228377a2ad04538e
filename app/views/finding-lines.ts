import type { Db } from '../store/database.ts';
import { createPatched } from '../store/decisions-seen.ts';
import { readyRuns } from '../store/runs.ts';
import { type RunVerdict, readVerdicts } from '../store/verdicts.ts';
import { type HistoryOf, readAllMoves, readMovesOf } from '../track/moves.ts';
import { basisOfTracking, MANY } from '../track/tracking.ts';
import { type FindingLine, linesOf } from './standings.ts';

interface KeptLines {
  readonly lines: readonly FindingLine[];
  /** Where a finding's line is. */
  readonly places: ReadonlyMap<string, number>;
}

/**
 * Reads everything that runs said and people decided, as lines through all runs. They are kept until runs are judged
 * anew; a decision only changes the lines of its findings.
 */
export function createLineReader(db: Db, historyOf: HistoryOf): () => readonly FindingLine[] {
  const kept = createPatched<KeptLines>(db, {
    basis: () => basisOfTracking(db),
    make() {
      const lines = linesOf(orderedVerdicts(db), readAllMoves(db, historyOf));
      return { lines, places: new Map(lines.map(({ key }, at) => [key, at])) };
    },
    patch: ({ lines, places }, keys) => ({ lines: withMoves(db, lines, places, keys, historyOf), places }),
  });
  return () => kept().lines;
}

function orderedVerdicts(db: Db): RunVerdict[] {
  const place = new Map(readyRuns(db).map((id, at) => [id, at]));
  return readVerdicts(db).sort((a, b) => (place.get(a.runId) ?? 0) - (place.get(b.runId) ?? 0));
}

function withMoves(
  db: Db,
  lines: readonly FindingLine[],
  places: ReadonlyMap<string, number>,
  keys: readonly string[],
  historyOf: HistoryOf,
): FindingLine[] {
  const all = keys.length > MANY ? readAllMoves(db, historyOf) : readMovesOf(db, keys, historyOf);
  const moves = Map.groupBy(all, (move) => move.key);
  const next = [...lines];
  for (const key of keys) {
    const at = places.get(key);
    const line = at === undefined ? undefined : lines[at];
    if (at !== undefined && line) next[at] = { ...line, moves: moves.get(key) ?? [] };
  }
  return next;
}
