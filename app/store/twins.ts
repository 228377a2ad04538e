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
}

/** Exchanges of these runs that may have got to the server and carry keys; none where one capture holds all requests. */
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
      `SELECT e.id, e.capture_id AS captureId, c.format, e.method, e.path, e.keys
       FROM exchange e JOIN capture c ON c.id = e.capture_id
       WHERE c.run_id IN (SELECT value FROM json_each(?)) AND e.reached <> 'no' AND e.keys <> '[]'
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
