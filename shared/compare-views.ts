import type { EndpointName } from './views.ts';
import type { MigrationStatus, RuleId, Verdict } from './words.ts';

/** What the API answers about two runs side by side. */

export const CHANGE_KINDS = ['regressed', 'new', 'changed', 'proved', 'quiet', 'not-seen'] as const;
/**
 * What became of a finding from an earlier run to a later one: it came back after its fix; it was not told of before;
 * its verdict or the tables it writes are others; later calls proved its fix; it was called and did not write; or the
 * run could not tell, which says nothing.
 */
export type ChangeKind = (typeof CHANGE_KINDS)[number];

export interface ComparedRuns {
  readonly run: number;
  readonly vs: number;
  /** By kind, in the order of CHANGE_KINDS; then by endpoint. */
  readonly findings: readonly ChangedFinding[];
  /** Endpoints called in one of the runs only. */
  readonly onlyRun: readonly EndpointName[];
  readonly onlyVs: readonly EndpointName[];
}

/** What one run said: a verdict, and how many of its calls wrote. */
export interface SaidInRun {
  readonly run: number;
  readonly verdict: Verdict;
  readonly calls: number;
  readonly wrote: number;
}

export interface ChangedFinding {
  readonly key: string;
  readonly endpoint: EndpointName;
  readonly rule: RuleId;
  readonly kind: ChangeKind;
  /** By the newest run up to the compared one that could tell; null: none could. */
  readonly before: SaidInRun | null;
  /** Null: it could not tell, as it was not called, or not in a way that the rule can judge. */
  readonly after: SaidInRun | null;
  /** Whether the later run called the endpoint at all. */
  readonly called: boolean;
  readonly status: MigrationStatus;
  /** Tables that only one of the two tells of. */
  readonly tablesAdded: readonly string[];
  readonly tablesGone: readonly string[];
}
