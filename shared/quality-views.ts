import type { ClockEstimate } from './records.ts';

/** What a run's page says of how sure its links are. Times are microseconds. */

export interface Quality {
  /** One per change log; null for a run that an earlier version attributed. */
  readonly clocks: readonly LogClock[] | null;
  readonly ids: IdCounts;
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
