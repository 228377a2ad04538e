import type { RequestKey } from '../../shared/records.ts';
import type { Db } from './database.ts';

/** An exchange by which other recordings of the same request are found. */
export interface KeyedExchange {
  readonly id: number;
  readonly captureId: number;
  readonly format: string;
  readonly method: string;
  readonly path: string;
  readonly keys: readonly RequestKey[];
  /** When it began and ended, to whom it went and what came of it; null where the capture does not tell. */
  readonly moment: string | null;
}

const OF_RUNS = `FROM exchange e JOIN capture c ON c.id = e.capture_id
       WHERE c.run_id IN (SELECT value FROM run) AND e.reached <> 'no'`;

/** As much as two exports of one recording agree in. Clocks of servers are too coarse for it. */
const MOMENT = 'e.method, e.origin, e.path, e.query, e.start_us, e.end_us, e.status';
const HAS_MOMENT = "c.format IN ('har', 'playwright-trace') AND e.end_us > e.start_us";

/**
 * Exchanges of these runs that may have got to the server and carry keys, or stand in several recordings with equal
 * times; none where one capture holds all requests.
 */
export function readKeyedExchanges(db: Db, runIds: readonly number[]): KeyedExchange[] {
  const runs = JSON.stringify(runIds);
  const captures = db
    .prepare<[string], number>(
      "SELECT count(*) FROM capture WHERE kind = 'http' AND run_id IN (SELECT value FROM json_each(?))",
    )
    .pluck()
    .get(runs);
  if ((captures ?? 0) < 2) return [];
  return db
    .prepare<[string], Omit<KeyedExchange, 'keys'> & { keys: string }>(
      `WITH run AS (SELECT value FROM json_each(?))
       SELECT e.id, e.capture_id AS captureId, c.format, e.method, e.path, e.keys,
         CASE WHEN ${HAS_MOMENT} THEN json_array(e.origin, e.query, e.start_us, e.end_us, e.status) END AS moment
       ${OF_RUNS} AND (e.keys <> '[]' OR (${MOMENT}) IN (
         SELECT ${MOMENT} ${OF_RUNS} AND ${HAS_MOMENT}
         GROUP BY ${MOMENT} HAVING count(DISTINCT e.capture_id) > 1))
       ORDER BY e.capture_id, e.position`,
    )
    .all(runs)
    .map((row) => ({ ...row, keys: JSON.parse(row.keys) as RequestKey[] }));
}

const COUNTED_ELSEWHERE = `(SELECT 'also recorded in ' || c.name || ', request ' || e.position || ', which counts'
        FROM exchange e JOIN capture c ON c.id = e.capture_id WHERE e.id = ?)`;

interface Twins {
  readonly counts: number;
  readonly others: readonly number[];
}

/** What {@link markTwins} will say of each that does not count. */
export function readTwinMarks(db: Db, groups: readonly Twins[]): Map<number, string> {
  const read = db.prepare<[number], string>(`SELECT ${COUNTED_ELSEWHERE}`).pluck();
  return new Map(
    groups.flatMap(({ counts, others }) => {
      const why = read.get(counts) ?? '';
      return others.map((other) => [other, why] as const);
    }),
  );
}

/** Keeps of each group the one that counts: it gets all keys, the others say where it is. */
export function markTwins(db: Db, groups: readonly (Twins & { readonly keys: readonly RequestKey[] })[]): void {
  const name = db.prepare('UPDATE exchange SET keys = ? WHERE id = ?');
  const mark = db.prepare(`UPDATE exchange SET reached = 'no', reached_why = ${COUNTED_ELSEWHERE} WHERE id = ?`);
  for (const { counts, others, keys } of groups) {
    name.run(JSON.stringify(keys), counts);
    for (const other of others) mark.run(counts, other);
  }
}
