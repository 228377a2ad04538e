import type { Db } from './database.ts';

/** An endpoint whose exchanges all belong to another one now; named as finding keys do: `GET https://host/items/{}`. */
export interface MovedEndpoint {
  readonly from: string;
  readonly to: string;
}

interface MovedSubject {
  readonly from: string;
  readonly to: string;
}

/** One decision that went to another subject. */
export interface MovedDecision extends MovedSubject {
  readonly id: number;
}

/**
 * Takes people's decisions along when an endpoint gets another route key: their history and what stands. Where
 * endpoints meet, the newest decision on each field stands. Runs inside the caller's transaction.
 * @returns every decision that moved, so that it can be moved back
 */
export function moveDecisions(db: Db, endpoints: readonly MovedEndpoint[]): MovedDecision[] {
  const subjects = movedSubjects(db, new Map(endpoints.map(({ from, to }) => [from, to])));
  if (subjects.length === 0) return [];
  const moved = db
    .prepare<[string], MovedDecision>(
      `SELECT d.id, d.subject AS "from", m.value ->> 'to' AS "to" FROM decision d
       JOIN json_each(?) m ON d.subject = m.value ->> 'from' ORDER BY d.id`,
    )
    .all(JSON.stringify(subjects));
  placeDecisions(db, moved, 'to');
  return moved;
}

/** Puts decisions where they went, or back to where they came from. */
export function placeDecisions(db: Db, moved: readonly MovedDecision[], at: 'from' | 'to'): void {
  // One statement: an endpoint may move to a key that another one leaves.
  db.prepare(
    `UPDATE decision SET subject = m.value ->> '${at}' FROM json_each(?) m WHERE decision.id = m.value ->> 'id'`,
  ).run(JSON.stringify(moved));
  standAgain(db, [...new Set(moved.flatMap(({ from, to }) => [from, to]))]);
}

function movedSubjects(db: Db, targets: ReadonlyMap<string, string>): MovedSubject[] {
  if (targets.size === 0) return [];
  const subjects = db
    .prepare<[], string>("SELECT DISTINCT subject FROM decision WHERE subject LIKE 'finding:%'")
    .pluck()
    .all();
  return subjects.flatMap((subject) => {
    // `finding:<rule> <endpoint>`; a rule's name has no spaces.
    const at = subject.indexOf(' ') + 1;
    const target = targets.get(subject.slice(at));
    return target === undefined ? [] : [{ from: subject, to: subject.slice(0, at) + target }];
  });
}

/** Makes the present values of the subjects again from their history. */
function standAgain(db: Db, subjects: readonly string[]): void {
  const list = JSON.stringify(subjects);
  db.prepare('DELETE FROM decided WHERE subject IN (SELECT value FROM json_each(?))').run(list);
  // With max(), SQLite takes the other columns from the row of the maximum.
  db.prepare(
    `INSERT INTO decided (subject, field, value) SELECT subject, field, after_value FROM (
       SELECT d.subject, d.field, d.after_value, max(d.id) FROM decision d JOIN action a ON a.id = d.action_id
       WHERE d.subject IN (SELECT value FROM json_each(?)) AND d.field <> 'note' AND a.undone_at_ms IS NULL
       GROUP BY d.subject, d.field)
     WHERE after_value IS NOT NULL`,
  ).run(list);
  // Of two findings that met, one may have been an exception and the other, later, not.
  db.prepare(
    `DELETE FROM decided WHERE field = 'exception' AND subject IN (SELECT value FROM json_each(?))
     AND NOT EXISTS (SELECT 1 FROM decided s
       WHERE s.subject = decided.subject AND s.field = 'status' AND s.value = '"exception"')`,
  ).run(list);
}
