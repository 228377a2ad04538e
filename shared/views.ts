import type { CaptureKind, Damage, Micros, SkipCount } from './records.ts';
import type { HistoryEntry, Tracking } from './tracking-views.ts';
import type { MigrationStatus, RuleId, Severity, TableClass, Verdict } from './words.ts';

/** What the API answers: shaped for the pages, plain data only. Times are epoch milliseconds unless named Us. */

export interface LinkCounts {
  readonly run: number;
  readonly transactions: number;
  readonly linked: number;
  /** Answered "no request caused it" with p ≥ .9. */
  readonly background: number;
  /** No answer reached .9. */
  readonly undecided: number;
}

export interface TableWrites {
  readonly table: string;
  readonly class: TableClass;
  readonly inserts: number;
  readonly updates: number;
  readonly deletes: number;
  /** Columns seen to move in updates. */
  readonly columns: readonly string[];
}

/** A box beside the counts: what matters for one rule. */
export interface ProofFigure {
  /** `2 of 5`, `ETag`. */
  readonly figure: string;
  /** What it is: `properties that clients set were left out: title and body`. */
  readonly words: string;
}

/** The proof boxes: counted; expected by chance, or the rule's own figure; best other cause; link strength. */
export interface Proof {
  /** Calls that could tell: those that got to the server, or of these the ones that the rule can judge. */
  readonly calls: number;
  /** Of these, calls that count for the verdict; 0 where the rule holds. */
  readonly wrote: number;
  /** Writes that background activity at its usual rate would put into these calls. */
  readonly expected: number;
  /** The most calls another endpoint could explain, and which. */
  readonly bestOther: { readonly calls: number; readonly endpoint: string } | null;
  readonly strengths: { readonly certain: number; readonly veryLikely: number; readonly likely: number };
  /** Of rules that are not weighed against chance. */
  readonly figure?: ProofFigure;
}

/** A proof beside the counts: a table (clients × properties), or calls in their order. */
export type Exhibit =
  | {
      readonly kind: 'table';
      readonly title: string;
      readonly columns: readonly string[];
      readonly rows: readonly (readonly string[])[];
      /** Whether cells hold values of rows or bodies, which not every reader may see. */
      readonly holdsValues: boolean;
    }
  | {
      readonly kind: 'sequence';
      readonly title: string;
      /** Not seen as such: put together from calls that were. */
      readonly constructed: boolean;
      readonly steps: readonly ExhibitStep[];
    };

export interface ExhibitStep {
  /** The client, as its name or `client 1`. */
  readonly who: string;
  /** `PUT /articles/5`. */
  readonly call: string;
  /** What it sent, and what followed: names of properties and columns, no values. */
  readonly text: string;
  /** `draft → published`: what it made of the column that `text` names, which not every reader may see. */
  readonly value?: string;
  /** When it was sent. */
  readonly atUs?: Micros;
  /** The recorded call; null where it is only thought. */
  readonly exchangeId: number | null;
}

/** One cell of a finding's history over runs. */
export interface RunCell {
  readonly run: number;
  readonly state: 'wrote' | 'no-write' | 'unsure' | 'not-seen';
}

export interface EndpointName {
  readonly id: number;
  readonly method: string;
  readonly origin: string;
  /** `/flows/trigger/{id}`. */
  readonly route: string;
}

/** A row of the inventory: rule × endpoint. */
export interface FindingRow {
  readonly key: string;
  readonly endpoint: EndpointName;
  readonly rule: RuleId;
  readonly verdict: Verdict;
  /** The verdict sentence, complete: `5 of 5 calls wrote domain rows. Background …`. */
  readonly summary: string;
  /** One clause saying when or what: `inserts into page_hits on every call`. */
  readonly clause: string;
  readonly severity: Severity;
  readonly probability: number;
  readonly proof: Proof;
  readonly tables: readonly TableWrites[];
  readonly runs: readonly RunCell[];
  readonly tracking: Tracking;
  readonly clients: readonly string[];
  /** The first run that could tell, and the newest; absent where none could. */
  readonly firstRun?: number;
  readonly lastRun?: number;
}

/** A row of the tab "All endpoints". */
export interface EndpointRow {
  readonly endpoint: EndpointName;
  readonly calls: number;
  readonly reached: number;
  /** Calls linked to any row change, of whatever class. */
  readonly writingCalls: number;
  /** The worst over its findings; `not-judged` when no rule applies. */
  readonly verdict: Verdict;
  readonly findings: readonly string[];
  readonly tables: readonly TableWrites[];
  readonly status: MigrationStatus | null;
  /** The newest run in which a call of it got to the server. */
  readonly lastRun?: number;
}

export interface Inventory {
  readonly findings: readonly FindingRow[];
  readonly endpoints: readonly EndpointRow[];
  /** Oldest traffic first. */
  readonly runs: readonly InventoryRun[];
}

export interface InventoryRun {
  readonly id: number;
  readonly at: number;
  /** The end of its traffic; where its files name no time, of its import. */
  readonly seenMs: number;
  readonly captures: readonly string[];
}

/** The inventory comes in parts, so that neither side works long on one. */
export interface InventoryPart extends Inventory {
  readonly parts: number;
  /** Which inventory it is a part of: parts of different ones do not fit together. */
  readonly of: string;
}

/** Rows that are others than in an earlier inventory, after decisions. */
export interface InventoryChanges extends Pick<Inventory, 'findings' | 'endpoints'> {
  /** The inventory that it becomes. */
  readonly of: string;
}

export interface EndpointPage {
  readonly endpoint: EndpointName;
  readonly findings: readonly EndpointFinding[];
  /** Rules that do not apply to it, with the reason. */
  readonly notApplicable: readonly { readonly rule: RuleId; readonly title: string; readonly why: string }[];
  /** In which it was called, in the order of their traffic. */
  readonly runs: readonly number[];
  /** Of the calls that exhibits name those of this endpoint. */
  readonly ownCalls: readonly number[];
  readonly clients: readonly { readonly name: string; readonly calls: number; readonly wrote: number }[];
}

export interface EndpointFinding extends FindingRow {
  readonly title: string;
  readonly why: string;
  /** For this very endpoint, where the rule knows one. */
  readonly remedy: string;
  readonly exhibits: readonly Exhibit[];
  readonly history: readonly HistoryEntry[];
}

export interface CaptureRow {
  readonly id: number;
  readonly name: string;
  readonly kind: CaptureKind;
  readonly format: string;
  readonly bytes: number;
  readonly records: number;
  readonly skipped: readonly SkipCount[];
  readonly damage: Damage | null;
  readonly spanUs: readonly [from: number, to: number] | null;
}

export interface RunRow {
  readonly id: number;
  readonly atMs: number;
  readonly captures: readonly CaptureRow[];
  readonly exchanges: number;
  readonly reached: number;
  readonly links: LinkCounts;
}
