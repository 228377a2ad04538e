import type { Db } from '../store/database.ts';
import { readAllDecided } from '../store/decisions.ts';
import { readStatusMoves, type StatusMove } from '../store/verdicts.ts';
import { historiesOf } from './present.ts';
import { createFollower, type Followed } from './tracking.ts';

/** Every move of a status that stands, those that runs and the calendar made among them; of one finding oldest first. */
export function readAllMoves(db: Db, nowMs = Date.now()): StatusMove[] {
  const decided = readStatusMoves(db);
  const last = new Map(decided.map((move) => [move.key, move.atMs]));
  const keys = [...readAllDecided(db, 'finding').keys()];
  const historyOf = historiesOf(db, keys);
  const follow = createFollower(db, nowMs);
  const since = keys.flatMap((key) => movesSince(key, last.get(key) ?? 0, follow(key, historyOf(key))));
  return [...decided, ...since];
}

/** A run that was there before the decision counts from the decision on. */
function movesSince(key: string, sinceMs: number, { returned, proved, tracking }: Followed): StatusMove[] {
  const at = (atMs: number): number => Math.max(atMs, sinceMs);
  return [
    ...(returned ? [{ key, atMs: at(returned.atMs), status: proved ? ('shipped' as const) : tracking.status }] : []),
    ...(proved?.moves ?? []).map((move) => ({ key, atMs: at(move.atMs), status: move.to })),
  ];
}
