import type { Pieces } from '../pieces.ts';
import type { Db } from '../store/database.ts';
import { readStatusMoves, readStatusMovesOf, type StatusMove } from '../store/verdicts.ts';
import type { SeenFinding } from './seen.ts';
import { createFollower, createFollowerOfFew, type Followed, followedKeys } from './tracking.ts';

/** What runs said of a finding. */
export type HistoryOf = (key: string) => readonly SeenFinding[];

/** Every move of a status that stands, those that runs and the calendar made among them; of one finding oldest first. */
export function* readAllMoves(db: Db, historyOf: HistoryOf, nowMs = Date.now()): Pieces<StatusMove[]> {
  const follow = createFollower(db, nowMs);
  const moves = readStatusMoves(db);
  yield;
  const last = lastMoves(moves);
  for (const key of followedKeys(db)) {
    moves.push(...movesSince(key, last.get(key) ?? 0, follow(key, historyOf(key))));
    yield;
  }
  return moves;
}

/** Those of few findings. */
export function readMovesOf(db: Db, keys: readonly string[], historyOf: HistoryOf, nowMs = Date.now()): StatusMove[] {
  const follow = createFollowerOfFew(db, nowMs);
  const decided = readStatusMovesOf(db, keys);
  const last = lastMoves(decided);
  return [...decided, ...keys.flatMap((key) => movesSince(key, last.get(key) ?? 0, follow(key, historyOf(key))))];
}

const lastMoves = (decided: readonly StatusMove[]): ReadonlyMap<string, number> =>
  new Map(decided.map((move) => [move.key, move.atMs]));

/** A run that was there before the decision counts from the decision on. */
function movesSince(key: string, sinceMs: number, { returned, proved, tracking }: Followed): StatusMove[] {
  const at = (atMs: number): number => Math.max(atMs, sinceMs);
  return [
    ...(returned ? [{ key, atMs: at(returned.atMs), status: proved ? ('shipped' as const) : tracking.status }] : []),
    ...(proved?.moves ?? []).map((move) => ({ key, atMs: at(move.atMs), status: move.to })),
  ];
}
