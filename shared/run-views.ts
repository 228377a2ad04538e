import type { ChangeKind } from './compare-views.ts';
import type { Quality } from './quality-views.ts';
import type { ChangeOp, TimeKind } from './records.ts';
import type { CaptureRow, EndpointName, LinkCounts, RunRow } from './views.ts';

/** What the page of one run shows. Times are epoch microseconds, as recorded. */

/** Transactions on one page of a list. */
export const UNATTRIBUTED_PAGE = 200;

/** A run in the list of runs. */
export interface ListedRun extends RunRow {
  /** Of the change log that was off most; null where nothing could be measured. */
  readonly clock: { readonly offsetUs: number; readonly corrected: boolean } | null;
  /** Null for the oldest run. */
  readonly found: RunFound | null;
  /** What people say of it; empty: nothing. */
  readonly note: string;
}

/** How many findings of each kind a run brought against `vs`, the run before it. */
export type RunFound = { readonly vs: number } & Readonly<Record<ChangeKind, number>>;

export interface RunPage {
  readonly id: number;
  readonly atMs: number;
  readonly exchanges: number;
  readonly reached: number;
  readonly links: LinkCounts;
  readonly bases: BasisCounts;
  readonly quality: Quality;
  readonly coverage: Coverage;
  /** Most transactions first. */
  readonly background: readonly BackgroundGroup[];
  readonly captures: readonly CaptureFacts[];
}

/** The linked transactions by the strongest thing that speaks for each. `time` = neither a key nor a value. */
export interface BasisCounts {
  readonly key: number;
  readonly value: number;
  readonly time: number;
}

/** One side of a run on the axis of time. */
export interface Side {
  readonly count: number;
  readonly withoutTime: number;
  /** Null when nothing has a time. */
  readonly span: readonly [fromUs: number, toUs: number] | null;
}

/** How the two sides lie in time. */
export interface Coverage {
  readonly requests: Side;
  readonly commits: Side;
  /** `unknown`: a side is not there, or has no times. */
  readonly state: 'both' | 'apart' | 'unknown';
  /** Where both are. */
  readonly overlap: readonly [fromUs: number, toUs: number] | null;
  /** Where apart: from the end of the earlier side to the start of the later. */
  readonly gapUs: number | null;
  /** Where apart: a whole quarter of an hour, as time zones differ by, that would lay one side over the other. */
  readonly zoneUs: number | null;
  readonly buckets: TimeBuckets | null;
}

/** Counts over equal steps of time. Requests stand where they start, transactions where they commit. */
export interface TimeBuckets {
  readonly fromUs: number;
  readonly widthUs: number;
  readonly rows: readonly BucketCounts[];
}

export interface BucketCounts {
  readonly requests: number;
  readonly linked: number;
  readonly background: number;
  readonly undecided: number;
}

/** Transactions that no request caused and that did the same to the same tables. */
export interface BackgroundGroup {
  /** The group's own name: its signature, with what moved no column told apart. */
  readonly pattern: string;
  /** `insert public.heartbeats`; several in their order, with commas. */
  readonly signature: string;
  /** What a person named it; null: the engine found it. */
  readonly job: string | null;
  readonly deeds: readonly Deed[];
  readonly count: number;
  /** Null where the times show no fixed interval. */
  readonly interval: Interval | null;
  readonly span: readonly [fromUs: number, toUs: number] | null;
}

/** `spreadUs`: half of the gaps lie within it. */
export interface Interval {
  readonly medianUs: number;
  readonly spreadUs: number;
}

export interface Deed {
  readonly op: ChangeOp;
  readonly table: string;
  /** Updates that moved no column. */
  readonly still?: boolean;
}

export interface CountedDeed extends Deed {
  readonly rows: number;
}

/** One page of a list of transactions, in commit order. */
export interface UnattributedPage {
  readonly total: number;
  readonly rows: readonly UnattributedTransaction[];
}

export interface UnattributedTransaction {
  readonly transactionId: number;
  readonly sourceId: string;
  readonly capture: string;
  readonly atUs: number | null;
  readonly deeds: readonly CountedDeed[];
  /** `insert public.heartbeats`: transactions with equal ones do the same. */
  readonly signature: string;
  /** Best first. */
  readonly candidates: readonly Candidate[];
  /** Probability of all requests that are not named; 0 where it is not worth a line. */
  readonly others: number;
  readonly decider: Decider;
}

/** A request that may have caused it; null in every field but the last = none of them. */
export interface Candidate {
  readonly exchangeId: number | null;
  readonly endpoint: EndpointName | null;
  readonly atUs: number | null;
  readonly probability: number;
}

/**
 * What would decide a transaction: its commit time; a finer one; the request's id, where only the call is open or
 * where endpoints compete; or more calls of the one endpoint that may have caused it.
 */
export type Decider = 'commit-time' | 'finer-time' | 'id-for-call' | 'id' | 'more-calls';

export interface CaptureFacts extends CaptureRow {
  /** Row changes; 0 in a HAR. */
  readonly changes: number;
  readonly withoutTime: number;
  /** Change logs only; null where no transaction has a time. */
  readonly times: { readonly kind: TimeKind; readonly resolutionUs: number } | null;
}

/** What goes with a run that is removed. */
export interface RunRemoval {
  readonly captures: number;
  readonly links: number;
  /** Findings that no other run holds. */
  readonly onlyHere: number;
}
