import type { FindingRow } from '../../shared/views.ts';
import { findRule } from '../audit/judge.ts';
import type { StoredFinding } from '../store/findings.ts';

/** The rule's texts, with its remedy and exhibits for this endpoint from the run that the row tells of. */
export function textsOf(row: Pick<FindingRow, 'key' | 'rule' | 'summary'>, findings: readonly StoredFinding[]) {
  const { title, why, remedy } = findRule(row.rule);
  const told = findings.findLast(({ key, judgement }) => key === row.key && judgement.summary === row.summary);
  return { title, why, remedy: told?.judgement.remedy ?? remedy, exhibits: told?.judgement.exhibits ?? [] };
}
