import type { Calibration } from './quality-views.ts';
import type { BasisCounts, RunFound } from './run-views.ts';
import type { EndpointName, LinkCounts } from './views.ts';
import type { MigrationStatus, RuleId, TableClass, Verdict } from './words.ts';

/** What the overview answers: how things stand now, and how they stood after each run. Times are epoch milliseconds. */

/** Exceptions that end within so many days ask for someone. */
export const ENDS_SOON_DAYS = 30;

export interface RunName {
  readonly id: number;
  /** Of its first request; where its files name no time, when it was imported. */
  readonly atMs: number;
}

export interface Overview {
  /** Oldest traffic first. */
  readonly runs: readonly RunName[];
  readonly figures: OverviewFigures;
  /** One for each run, oldest traffic first; the last is how things stand now. */
  readonly steps: readonly OverviewStep[];
  /** Rules with open findings, most sure ones first; `unsure` of the open ones. */
  readonly rules: readonly { readonly rule: RuleId; readonly open: number; readonly unsure: number }[];
  readonly heat: HeatMap;
  /** Statuses with open findings, in their order. */
  readonly waiting: readonly {
    readonly status: MigrationStatus;
    readonly findings: number;
    /** Half of them have had this status for longer. */
    readonly medianMs: number;
  }[];
  readonly certainty: Certainty;
  /** The newest run against the compared one; null while there is but one run. */
  readonly compared: OverviewChanges | null;
  readonly needs: readonly Need[];
}

/** How many findings became what with the newest run. */
export interface OverviewChanges extends RunFound {
  readonly run: number;
}

export interface OverviewFigures {
  /** As the inventory counts them: broken, unsure, or somebody is at it. */
  readonly open: number;
  /** Of them. */
  readonly unsure: number;
  /** The same after the compared run; null where there is none. */
  readonly openBefore: number | null;
  readonly proved: number;
  /** Proved since the compared run; null where there is none. */
  readonly provedSince: number | null;
  readonly regressed: number;
  /** Endpoints of which some rule could tell, of all that were seen. */
  readonly judged: number;
  readonly endpoints: number;
}

/** How the findings stood once a run was judged and before the next was imported. Unsure ones that nobody planned are left out. */
export interface OverviewStep extends RunName {
  /** Broken or triaged, and not planned yet, whether somebody owns it or not. */
  readonly waiting: number;
  /** Planned, in progress or shipped. */
  readonly underway: number;
  readonly regressed: number;
  readonly exception: number;
  readonly proved: number;
}

/** Rows that open findings tell of: endpoints × tables, those with most rows. */
export interface HeatMap {
  readonly tables: readonly { readonly table: string; readonly class: TableClass }[];
  readonly rows: readonly {
    readonly endpoint: EndpointName;
    readonly rule: RuleId;
    /** Rows changed, one for each table; 0 = none. */
    readonly cells: readonly number[];
  }[];
  readonly moreTables: number;
  readonly moreEndpoints: number;
}

/** How sure the findings and the links are. */
export interface Certainty {
  /** Open findings by the strongest of their links. */
  readonly findings: { readonly certain: number; readonly veryLikely: number; readonly likely: number };
  /** Of the newest run with a change log; null where there is none. */
  readonly links: LinkCounts | null;
  readonly bases: BasisCounts | null;
  /** Of the newest run whose ids suffice for a check, or of the newest. */
  readonly calibration: Calibration | null;
  readonly calibratedRun: number | null;
}

/** Why a finding asks for a person now. `returned`: its exception ended or no longer holds. `days` to its end. */
export type NeedReason =
  | { readonly kind: 'regressed'; readonly run: number | null }
  | { readonly kind: 'returned'; readonly why: string }
  | { readonly kind: 'exception-ends'; readonly days: number }
  | { readonly kind: 'more-calls'; readonly calls: number };

export interface Need {
  readonly key: string;
  readonly endpoint: EndpointName;
  readonly rule: RuleId;
  readonly verdict: Verdict;
  readonly status: MigrationStatus;
  readonly owner: string | null;
  readonly reason: NeedReason;
}
