import { type Db, fromJson, toJson } from './database.ts';
import { type MovedDecision, placeDecisions } from './moved-decisions.ts';

/**
 * People's decisions. An action is what one keystroke or click does, to however many subjects; it is undone as one.
 * Nothing is ever deleted: an undone action stays in the history, marked.
 */

export type DecisionField =
  | 'status'
  | 'owner'
  | 'ticket'
  | 'note'
  | 'note-text'
  | 'note-dates'
  | 'exception'
  | 'shipped-on'
  | 'class'
  | 'rejected'
  | 'job'
  | 'template'
  | 'view'
  | 'run-note'
  | 'moved';

/** `finding:<key>`, `table:<schema.table>`, `column:<schema.table.column>`, `template:<route key>`, `view:<name>`, `run:<id> <import>`; of links see corrections.ts. */
export type Subject =
  | `finding:${string}`
  | `table:${string}`
  | `column:${string}`
  | `link:${string}`
  | `signature:${string}`
  | `template:${string}`
  | `view:${string}`
  | `run:${string}`;

export interface Step {
  readonly subject: Subject;
  readonly field: DecisionField;
  /** Null takes the value back to its default. */
  readonly value: unknown;
  readonly why?: string | null;
  /** What a person saw there, where that is more than what was kept: a status that runs had proved. */
  readonly before?: unknown;
}

export interface Action {
  readonly who: string;
  readonly atMs: number;
  /** What z would undo: `Status of 3 findings to Planned`. */
  readonly label: string;
  readonly steps: readonly Step[];
}

/** Carries out all steps or none. Steps that change nothing are left out; returns how many were done. */
export function applyAction(db: Db, action: Action): number {
  return db
    .transaction(() => {
      const steps = action.steps.filter((step) => !isSame(db, step));
      if (steps.length === 0) return 0;
      const id = insertAction(db, action);
      for (const step of steps) applyStep(db, id, step);
      return steps.length;
    })
    .immediate();
}

const isSame = (db: Db, step: Step): boolean => step.field !== 'note' && valueBefore(db, step) === toJson(step.value);

const valueBefore = (db: Db, { subject, field, before }: Step): string | null =>
  before === undefined ? readDecided(db, subject, field) : toJson(before);

function insertAction(db: Db, action: Action): number | bigint {
  db.prepare('UPDATE action SET redoable = 0 WHERE undone_at_ms IS NOT NULL').run();
  const insert = db.prepare('INSERT INTO action (at_ms, who, label) VALUES (?, ?, ?)');
  return insert.run(action.atMs, action.who, action.label).lastInsertRowid;
}

function applyStep(db: Db, actionId: number | bigint, step: Step): void {
  db.prepare(
    'INSERT INTO decision (action_id, subject, field, before_value, after_value, why) VALUES (?, ?, ?, ?, ?, ?)',
  ).run(
    actionId,
    step.subject,
    step.field,
    step.field === 'note' ? null : valueBefore(db, step),
    toJson(step.value),
    step.why ?? null,
  );
  // Notes pile up instead of replacing one another, so they have no present value; neither has what was moved.
  if (step.field !== 'note' && step.field !== 'moved') writeDecided(db, step.subject, step.field, toJson(step.value));
}

function readDecided(db: Db, subject: string, field: string): string | null {
  const read = db.prepare<[string, string], string>('SELECT value FROM decided WHERE subject = ? AND field = ?');
  return read.pluck().get(subject, field) ?? null;
}

function writeDecided(db: Db, subject: string, field: string, value: string | null): void {
  if (value === null) db.prepare('DELETE FROM decided WHERE subject = ? AND field = ?').run(subject, field);
  else {
    db.prepare(
      'INSERT INTO decided (subject, field, value) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET value = excluded.value',
    ).run(subject, field, value);
  }
}

/** More of an action that was just carried out: what followed from it. Call inside its transaction. */
export function addSteps(db: Db, actionId: number, steps: readonly Step[]): void {
  for (const step of steps) applyStep(db, actionId, step);
}

export interface UndoableAction {
  readonly id: number;
  readonly label: string;
}

/** An action taken back or done again, and what it touched. */
export interface ReplayedAction extends UndoableAction {
  readonly fields: ReadonlySet<DecisionField>;
}

/** What `undo` would take back. */
export function nextUndo(db: Db): UndoableAction | null {
  const newest = 'SELECT id, label FROM action WHERE undone_at_ms IS NULL ORDER BY id DESC LIMIT 1';
  return db.prepare<[], UndoableAction>(newest).get() ?? null;
}

/** What `redo` would do again: undone, and nothing new has been decided since. */
export function nextRedo(db: Db): UndoableAction | null {
  const oldest = 'SELECT id, label FROM action WHERE undone_at_ms IS NOT NULL AND redoable = 1 ORDER BY id LIMIT 1';
  return db.prepare<[], UndoableAction>(oldest).get() ?? null;
}

const actionOf = (db: Db, id: number): UndoableAction | null =>
  db.prepare<[number], UndoableAction>('SELECT id, label FROM action WHERE id = ?').get(id) ?? null;

/** Takes the newest action back, or the one given; null when there is none. */
export function undoAction(db: Db, who: string, atMs: number, id: number | null = null): ReplayedAction | null {
  return db
    .transaction(() => {
      const action = id === null ? nextUndo(db) : actionOf(db, id);
      if (!action) return null;
      db.prepare('UPDATE action SET undone_at_ms = ?, undone_by = ? WHERE id = ?').run(atMs, who, action.id);
      return { ...action, fields: replay(db, action.id, 'before_value') };
    })
    .immediate();
}

/** Makes the action that was undone last again, or the one given; null when there is none. */
export function redoAction(db: Db, id: number | null = null): ReplayedAction | null {
  return db
    .transaction(() => {
      const action = id === null ? nextRedo(db) : actionOf(db, id);
      if (!action) return null;
      db.prepare('UPDATE action SET undone_at_ms = NULL, undone_by = NULL WHERE id = ?').run(action.id);
      return { ...action, fields: replay(db, action.id, 'after_value') };
    })
    .immediate();
}

function replay(db: Db, actionId: number, column: 'before_value' | 'after_value'): ReadonlySet<DecisionField> {
  const decisions = db
    .prepare<[number], { subject: string; field: DecisionField; value: string | null; moved: string | null }>(
      `SELECT subject, field, ${column} AS value, after_value AS moved FROM decision WHERE action_id = ?`,
    )
    .all(actionId);
  for (const { subject, field, value } of decisions) {
    if (field !== 'note' && field !== 'moved') writeDecided(db, subject, field, value);
  }
  // Where other decisions stood before, and went to, is said by the action itself; last, for it sums up all that stands.
  for (const { field, moved } of decisions)
    if (field === 'moved')
      placeDecisions(db, fromJson<MovedDecision[]>(moved) ?? [], column === 'after_value' ? 'to' : 'from');
  return new Set(decisions.map((decision) => decision.field));
}

/** Present values by subject: `finding:…` → { status: 'planned', owner: … }. */
export function readAllDecided(
  db: Db,
  kind: 'finding' | 'table' | 'column' | 'template' | 'view' | 'run',
): Map<string, Partial<Record<DecisionField, unknown>>> {
  const rows = db
    .prepare<[string], { subject: string; field: DecisionField; value: string }>(
      "SELECT subject, field, value FROM decided WHERE substr(subject, 1, instr(subject, ':') - 1) = ?",
    )
    .all(kind);
  const found = new Map<string, Partial<Record<DecisionField, unknown>>>();
  for (const { subject, field, value } of rows) {
    const name = subject.slice(kind.length + 1);
    const fields = found.get(name) ?? {};
    fields[field] = JSON.parse(value);
    found.set(name, fields);
  }
  return found;
}

/** Keys of findings about which decisions stand, and that no whole run holds. */
export function readGoneKeys(db: Db): string[] {
  return db
    .prepare<[], string>(
      `SELECT DISTINCT substr(d.subject, length('finding:') + 1) AS key
       FROM decision d JOIN action a ON a.id = d.action_id
       WHERE d.subject LIKE 'finding:%' AND a.undone_at_ms IS NULL AND NOT EXISTS (
         SELECT 1 FROM finding f JOIN run r ON r.id = f.run_id
         WHERE r.state = 'ready' AND f.key = substr(d.subject, length('finding:') + 1))
       ORDER BY key`,
    )
    .pluck()
    .all();
}

/** Keys of the findings that people last gave one of these statuses. */
export function readKeysWithStatus(db: Db, statuses: readonly string[]): Set<string> {
  const rows = db.prepare<[string], string>(
    `SELECT substr(subject, length('finding:') + 1) FROM decided
     WHERE field = 'status' AND value ->> '$' IN (SELECT value FROM json_each(?))`,
  );
  return new Set(rows.pluck().all(JSON.stringify(statuses)));
}

/** Present values of one subject. */
export function readDecidedOf(db: Db, subject: Subject): Partial<Record<DecisionField, unknown>> {
  const rows = db
    .prepare<[string], { field: DecisionField; value: string }>('SELECT field, value FROM decided WHERE subject = ?')
    .all(subject);
  return Object.fromEntries(rows.map(({ field, value }) => [field, JSON.parse(value) as unknown]));
}

/** How many notes one subject has. */
export function countNotesOf(db: Db, subject: Subject): number {
  const count = db.prepare<[string], number>(
    `SELECT count(*) FROM decision d JOIN action a ON a.id = d.action_id
     WHERE d.subject = ? AND d.field = 'note' AND a.undone_at_ms IS NULL`,
  );
  return count.pluck().get(subject) ?? 0;
}

/** How many notes each finding has. */
export function countNotes(db: Db): Map<string, number> {
  const rows = db
    .prepare<[], { subject: string; n: number }>(
      `SELECT d.subject, count(*) AS n FROM decision d JOIN action a ON a.id = d.action_id
       WHERE d.field = 'note' AND a.undone_at_ms IS NULL GROUP BY d.subject`,
    )
    .all();
  return new Map(rows.map((row) => [row.subject.slice('finding:'.length), row.n]));
}

export interface DecisionRow {
  readonly id: number;
  readonly atMs: number;
  readonly who: string;
  readonly field: DecisionField;
  readonly before: unknown;
  readonly after: unknown;
  readonly why: string | null;
  readonly undone: boolean;
}

/** Every decision about one subject, newest first, undone ones included. */
export function readHistory(db: Db, subject: Subject): DecisionRow[] {
  const rows = db
    .prepare<
      [string],
      {
        id: number;
        atMs: number;
        who: string;
        field: DecisionField;
        b: string | null;
        a: string | null;
        why: string | null;
        undone: number;
      }
    >(
      `SELECT d.id, a.at_ms AS atMs, a.who, d.field, d.before_value AS b, d.after_value AS a, d.why,
         a.undone_at_ms IS NOT NULL AS undone
       FROM decision d JOIN action a ON a.id = d.action_id WHERE d.subject = ? ORDER BY d.id DESC`,
    )
    .all(subject);
  return rows.map(({ a, b, undone, ...row }) => ({
    ...row,
    before: fromJson(b),
    after: fromJson(a),
    undone: undone === 1,
  }));
}

/** Who made the decision that stands, with its date: `A. Diaz, 12 Oct 2026`; empty when there is none. */
export function lastDecider(db: Db, subject: Subject): string {
  const newest = readHistory(db, subject).find((row) => !row.undone);
  if (!newest) return '';
  const date = new Date(newest.atMs).toLocaleDateString('en-GB', { day: 'numeric', month: 'short', year: 'numeric' });
  return `${newest.who}, ${date}`;
}
