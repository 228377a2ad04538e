import type { ClockEstimate } from './records.ts';

/** What a run's page says of how sure its links are. Times are microseconds. */

export interface Quality {
  /** One per change log; null for a run that an earlier version attributed. */
  readonly clocks: readonly LogClock[] | null;
  readonly ids: IdCounts;
  /** Null for a run that an earlier version attributed. */
  readonly calibration: Calibration | null;
  readonly corrections: readonly Correction[];
}

/** What a person said about links of this run. `atMs` as epoch milliseconds. */
export type Correction = SaidBy &
  (
    | {
        readonly kind: 'link';
        readonly transactionId: number;
        readonly exchangeId: number;
        readonly sourceId: string;
        /** `GET /orders`; null where the request has none. */
        readonly endpoint: string | null;
      }
    | { readonly kind: 'job'; readonly signature: string; readonly name: string; readonly transactions: number }
  );

export interface SaidBy {
  readonly who: string;
  readonly atMs: number;
  readonly why: string | null;
}

/** Requests with an id that it takes to check answers without ids. */
export const CALLS_TO_CALIBRATE = 200;
/** Equal steps of probability from 0 to 1. */
export const CALIBRATION_BINS = 10;

/** What was said without ids, held against what ids say. */
export interface Calibration {
  /** Requests whose id decided a link. */
  readonly requests: number;
  /** Transactions that were linked again with ids hidden. */
  readonly transactions: number;
  /** One for each step of probability; null where too few requests carry an id. */
  readonly bins: readonly CalibrationBin[] | null;
}

export interface CalibrationBin {
  readonly answers: number;
  readonly right: number;
  /** Mean probability of the answers; 0 where there are none. */
  readonly said: number;
}

/** The clock of one change log, measured against the recorder of the requests. */
export interface LogClock extends ClockEstimate {
  readonly capture: string;
  readonly format: string;
}

/** How many of each side carry something that names the request. */
export interface IdCounts {
  readonly requests: number;
  readonly requestsWithId: number;
  readonly transactions: number;
  readonly transactionsWithId: number;
}
