import type { Basis, CaptureKind } from './records.ts';
import type { Exhibit, TableWrites } from './views.ts';
import type { MigrationStatus, RuleId, Severity, TableClass, Verdict } from './words.ts';

/** What the CLI writes. A contract with scripts: later versions only add. */

export interface AuditReport {
  readonly schema: 'endpoint-audit/audit@1';
  readonly captures: readonly ReportCapture[];
  readonly tables: readonly ReportTable[];
  readonly endpoints: readonly ReportEndpoint[];
  /** Names in the policy that fit nothing that was recorded; empty without a policy. */
  readonly unknownInPolicy: readonly UnknownName[];
}

export interface UnknownName {
  /** The part of the policy that it stands in. */
  readonly of: 'tables' | 'routes';
  readonly name: string;
  /** What was probably meant; null where nothing is near. */
  readonly nearest: string | null;
}

export interface ReportCapture {
  readonly name: string;
  readonly kind: CaptureKind;
  readonly format: string;
  readonly records: number;
  readonly skipped: readonly {
    readonly reason: string;
    readonly count: number;
    readonly first: { readonly index: number; readonly offset: number };
  }[];
}

export interface ReportTable {
  readonly table: string;
  readonly class: TableClass;
  readonly reason: string;
  readonly inserts: number;
  readonly updates: number;
  readonly deletes: number;
}

export interface ReportEndpoint {
  readonly method: string;
  readonly origin: string;
  readonly route: string;
  readonly calls: number;
  readonly reached: number;
  readonly writingCalls: number;
  /** The worst of its findings; `not-judged` where no rule applies. */
  readonly verdict: Verdict;
  /** Null where nothing was detected and nobody decided anything. */
  readonly status: MigrationStatus | null;
  readonly findings: readonly ReportFinding[];
}

export interface ReportFinding {
  readonly key: string;
  readonly rule: RuleId;
  readonly verdict: Verdict;
  readonly summary: string;
  readonly severity: Severity;
  readonly probability: number;
  /** For this endpoint; null where the rule's own says it all. */
  readonly remedy: string | null;
  readonly exhibits: readonly Exhibit[];
  readonly tables: readonly TableWrites[];
  readonly evidence: readonly {
    readonly exchange: { readonly capture: string; readonly index: number };
    readonly transaction: { readonly capture: string; readonly id: string };
    readonly probability: number;
    readonly basis: readonly Basis[];
  }[];
}

/** The answer for one transaction; `exchange` null = no request caused it. */
export interface LinkLine {
  readonly transaction: { readonly capture: string; readonly id: string };
  readonly exchange: { readonly capture: string; readonly index: number } | null;
  readonly probability: number;
  readonly basis: readonly Basis[];
}
