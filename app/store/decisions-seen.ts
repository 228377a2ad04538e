import type { Db } from './database.ts';
import { steadily } from './steadily.ts';

/** Up to where decisions were looked at. */
export interface DecisionsSeen {
  readonly newest: number;
  /** Actions that were taken back. */
  readonly undone: ReadonlySet<number>;
}

function decisionsSeen(db: Db): DecisionsSeen {
  const undone = db.prepare<[], number>('SELECT id FROM action WHERE undone_at_ms IS NOT NULL').pluck().all();
  return {
    newest: db.prepare<[], number>('SELECT coalesce(max(id), 0) FROM decision').pluck().get() ?? 0,
    undone: new Set(undone),
  };
}

/** Findings about which something was decided, undone or redone in between; null: decisions went from some to others. */
function findingsDecided(db: Db, before: DecisionsSeen, after: DecisionsSeen): string[] | null {
  const turned = [...inOneOnly(before.undone, after.undone), ...inOneOnly(after.undone, before.undone)];
  if (turned.length === 0 && before.newest === after.newest) return [];
  const rows = db
    .prepare<[number, string], { subject: string; field: string }>(
      `SELECT DISTINCT subject, field FROM decision WHERE id > ?
       UNION SELECT subject, field FROM decision WHERE action_id IN (SELECT value FROM json_each(?))`,
    )
    .all(before.newest, JSON.stringify(turned));
  if (rows.some(({ field }) => field === 'moved')) return null;
  const subjects = new Set(rows.map(({ subject }) => subject));
  return [...subjects].flatMap((subject) => (subject.startsWith(FINDING) ? [subject.slice(FINDING.length)] : []));
}

const FINDING = 'finding:';

const inOneOnly = (these: ReadonlySet<number>, others: ReadonlySet<number>): number[] =>
  [...these].filter((id) => !others.has(id));

/** Work that rests at each `yield`. */
type Making<T> = Generator<void, T, void>;

interface PatchedSource<T> {
  /** What it is made of besides decisions; where that is another, it is made anew. */
  readonly basis: () => string;
  readonly make: () => Making<T>;
  /** After decisions about these findings. */
  readonly patch: (kept: T, keys: readonly string[]) => T;
}

/** An answer about all findings that a decision changes only where it was made, by whichever connection. */
export interface Patched<T> {
  readonly now: () => T;
  /** Makes it beforehand, where it is not there. */
  readonly prepare: () => Making<void>;
}

export function createPatched<T>(db: Db, { basis, make, patch }: PatchedSource<T>): Patched<T> {
  let kept: { readonly basis: string; readonly seen: DecisionsSeen; readonly answer: T } | null = null;
  const answerFor = (now: string, seen: DecisionsSeen): T => {
    const keys = kept?.basis === now ? findingsDecided(db, kept.seen, seen) : null;
    if (!kept || keys === null) return toEnd(steadily(basis, make));
    return keys.length === 0 ? kept.answer : patch(kept.answer, keys);
  };
  return {
    now() {
      const [now, seen] = [basis(), decisionsSeen(db)];
      kept = { basis: now, seen, answer: answerFor(now, seen) };
      return kept.answer;
    },
    *prepare() {
      const now = basis();
      if (kept?.basis === now) return;
      const seen = decisionsSeen(db);
      const answer = yield* steadily(basis, make);
      // Decisions that came meanwhile are patched in: whether they are in it or not, the outcome is the same.
      if (basis() === now) kept = { basis: now, seen, answer };
    },
  };
}

function toEnd<T>(making: Making<T>): T {
  for (;;) {
    const step = making.next();
    if (step.done) return step.value;
  }
}
