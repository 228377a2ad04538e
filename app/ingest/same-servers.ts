import type { LogMarks } from './log-marks.ts';

interface Logged extends LogMarks {
  readonly captureId: number;
  readonly isStatements: boolean;
}

/**
 * Says of two logs whether they are of one server, by all transactions that have equal ids in both: most of these then
 * changed the same rows, or tables where a log names no keys. Where nothing can be compared they are taken for one.
 */
export function sameServers(alike: readonly (readonly Logged[])[]): (one: Logged, other: Logged) => boolean {
  const votes = new Map<string, number>();
  for (const same of alike)
    for (const [at, one] of same.entries())
      for (const other of same.slice(at + 1)) {
        const pair = pairOf(one, other);
        votes.set(pair, (votes.get(pair) ?? 0) + vote(one, other));
      }
  return (one, other) => (votes.get(pairOf(one, other)) ?? 0) >= 0;
}

const pairOf = (one: Logged, other: Logged): string =>
  one.captureId < other.captureId ? `${one.captureId} ${other.captureId}` : `${other.captureId} ${one.captureId}`;

function vote(one: Logged, other: Logged): number {
  if (one.tables.length === 0 || other.tables.length === 0) return 0;
  const byRows = !one.isStatements && !other.isStatements && one.rows.length > 0 && other.rows.length > 0;
  return haveCommon(byRows ? one.rows : one.tables, byRows ? other.rows : other.tables) ? 1 : -1;
}

function haveCommon(some: readonly string[], others: readonly string[]): boolean {
  const known = new Set(some);
  return others.some((each) => known.has(each));
}
