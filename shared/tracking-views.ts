import type { MigrationStatus, RuleId } from './words.ts';

/** What people decided about a finding, and what runs have said of it since. */

/** What makes an accepted finding come back before its day. */
export const REOPEN_CONDITIONS = ['shown', 'other-table'] as const;
export type ReopenCondition = (typeof REOPEN_CONDITIONS)[number];

export interface Exception {
  readonly reason: 'telemetry' | 'tests-only' | 'client-cannot-change' | 'other';
  readonly words: string;
  /** ISO date, inclusive; null = no end, chosen on purpose. */
  readonly until: string | null;
  /** Checked in every run. Exceptions of earlier versions have none. */
  readonly reopen?: readonly ReopenCondition[];
  /** Tables that it wrote when it was accepted: any other is `other-table`. */
  readonly tables?: readonly string[];
}

/** Survives re-import and re-audit: the finding's key is stable. */
export interface Tracking {
  /** As people set it, or as runs since prove it: `verified` and `regressed` are never stored. */
  readonly status: MigrationStatus;
  readonly owner: string | null;
  /** URL or id of the team's ticket. */
  readonly ticket: string | null;
  readonly exception: Exception | null;
  /** ISO date from which the fix is live; asked for with `shipped`. */
  readonly shippedOn: string | null;
  readonly notes: number;
  /** Once it is shipped: how far runs have proved the fix. */
  readonly fix?: FixProof;
  /** Why it needs someone now, in words: it regressed, its exception ended or no longer holds. */
  readonly flag?: string;
  /** Of an exception that stands: that it may not be needed any more. */
  readonly hint?: string;
}

export interface FixProof {
  /** Calls since the fix is live that could have shown the fault and did not. */
  readonly calls: number;
  /** So many would prove it; null: no number would. */
  readonly needed: number | null;
  /** `41 of 180 calls, no write; 139 more to prove`. */
  readonly summary: string;
  /** What each run adds, oldest traffic first. */
  readonly runs: readonly FixRun[];
}

export interface FixRun {
  readonly run: number;
  /** ISO date of its first request; null where its files name no time. */
  readonly day: string | null;
  /** `nothing`: it proves nothing either way, and `words` say why. */
  readonly says: 'kept' | 'broke' | 'nothing';
  /** `31 calls, no write`, `not called`, `recorded before the fix was live`. */
  readonly words: string;
}

/** What runs would say at once of a finding whose fix is live from a day. */
export interface FixPreview {
  readonly key: string;
  readonly status: 'shipped' | 'verified' | 'regressed';
  readonly fix: FixProof;
}

/** Whether the conditions of an exception hold in the runs that are there. */
export interface ExceptionCheck {
  /** Runs in which the findings were called, and their calls. */
  readonly runs: number;
  readonly calls: number;
  readonly conditions: readonly ConditionCheck[];
}

/** One class that would do what exceptions do one by one. */
export interface Settling {
  readonly tables: readonly string[];
  /** `Classing page_hits as telemetry would settle this and 2 more.` */
  readonly words: string;
}

export interface ConditionCheck {
  readonly condition: ReopenCondition;
  /** Where it is not so already, in words; null where it holds. */
  readonly fails: string | null;
}

export interface HistoryEntry {
  readonly id: number;
  readonly atMs: number;
  readonly who: string;
  readonly field:
    | 'status'
    | 'owner'
    | 'ticket'
    | 'note'
    | 'note-text'
    | 'note-dates'
    | 'exception'
    | 'class'
    | 'shipped-on';
  /** `Detected to Triaged`, `Owner: M. Keller`, the note's text. */
  readonly text: string;
  readonly why: string | null;
  readonly undone: boolean;
}

/** Decided about, and in no run any more: its run was removed, its route or a rule is another now. */
export interface GoneFinding {
  readonly key: string;
  readonly rule: RuleId;
  /** `GET https://host/courses/{}/home`. */
  readonly endpoint: string;
  readonly tracking: Tracking;
  readonly history: readonly HistoryEntry[];
}
