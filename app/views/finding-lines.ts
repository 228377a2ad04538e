import { atOnce, type Pieces } from '../pieces.ts';
import type { Db } from '../store/database.ts';
import { createPatched } from '../store/decisions-seen.ts';
import { type RunVerdict, readVerdicts } from '../store/verdicts.ts';
import { type HistoryOf, readAllMoves, readMovesOf } from '../track/moves.ts';
import { basisOfTracking, MANY } from '../track/tracking.ts';
import { type FindingLine, linesOf, type SaidByKey } from './standings.ts';

export interface LineReader {
  readonly now: () => readonly FindingLine[];
  /** Makes them beforehand, in pieces. */
  readonly prepare: () => Pieces<void>;
}

interface KeptLines {
  readonly lines: readonly FindingLine[];
  /** Where a finding's line is. */
  readonly places: ReadonlyMap<string, number>;
}

/**
 * Reads everything that runs said and people decided, as lines through all runs. They are kept until runs are judged
 * anew; a decision only changes the lines of its findings.
 */
export function createLineReader(db: Db, historyOf: HistoryOf, saidByKey: () => SaidByKey): LineReader {
  const kept = createPatched<KeptLines>(db, {
    basis: () => basisOfTracking(db),
    *make() {
      const moves = yield* readAllMoves(db, historyOf);
      const lines = linesOf(saidByKey(), moves);
      yield;
      return { lines, places: new Map(lines.map(({ key }, at) => [key, at])) };
    },
    patch: ({ lines, places }, keys) => ({ lines: withMoves(db, lines, places, keys, historyOf), places }),
  });
  return { now: () => kept.now().lines, prepare: kept.prepare };
}

/** What runs said of each finding, oldest traffic first. */
export function* verdictsByKey(db: Db): Pieces<SaidByKey> {
  const byKey = new Map<string, RunVerdict[]>();
  for (const part of readVerdicts(db)) {
    for (const said of part) {
      const own = byKey.get(said.key);
      if (own) own.push(said);
      else byKey.set(said.key, [said]);
    }
    yield;
  }
  return byKey;
}

function withMoves(
  db: Db,
  lines: readonly FindingLine[],
  places: ReadonlyMap<string, number>,
  keys: readonly string[],
  historyOf: HistoryOf,
): FindingLine[] {
  const all = keys.length > MANY ? atOnce(readAllMoves(db, historyOf)) : readMovesOf(db, keys, historyOf);
  const moves = Map.groupBy(all, (move) => move.key);
  const next = [...lines];
  for (const key of keys) {
    const at = places.get(key);
    const line = at === undefined ? undefined : lines[at];
    if (at !== undefined && line) next[at] = { ...line, moves: moves.get(key) ?? [] };
  }
  return next;
}
