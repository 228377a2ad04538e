import { type Db, fromJson } from './database.ts';
import type { DecisionField } from './decisions.ts';

/** A decision about a finding that stands and is newer than some action. */
export interface NewerDecision {
  readonly subject: string;
  readonly field: DecisionField;
  readonly value: unknown;
}

/** Oldest first. */
export function readNewerDecisions(db: Db, actionId: number): NewerDecision[] {
  return db
    .prepare<[number], { subject: string; field: DecisionField; value: string | null }>(
      `SELECT d.subject, d.field, d.after_value AS value FROM decision d JOIN action a ON a.id = d.action_id
       WHERE a.id > ? AND a.undone_at_ms IS NULL AND d.subject LIKE 'finding:%' ORDER BY d.id`,
    )
    .all(actionId)
    .map(({ value, ...decision }) => ({ ...decision, value: fromJson(value) }));
}
