import type { Change, Exchange, LinkEvidence, Reached, Stamp, TransactionContext } from './records.ts';
import type { RuleId, TableClass } from './words.ts';

/** What the page of an endpoint shows of its calls, and of the rows that they wrote. */

/** One call of an endpoint, for the strip "All calls in time order". */
export interface CallCell {
  readonly exchangeId: number;
  readonly run: number;
  readonly atMs: number | null;
  readonly status: number | null;
  readonly reached: Reached;
  /** Whether a likely link leads to a row that moved, of whatever class. */
  readonly state: 'wrote' | 'no-write';
  /** Of its strongest link to a row that moved; 0 where there is none. */
  readonly probability: number;
}

/** An endpoint's calls in one run, in time order; run null: it was called in none. */
export interface EndpointCalls {
  readonly run: number | null;
  readonly calls: readonly CallCell[];
  /** The calls that a rule's verdict on that run counts, by their exchange ids. */
  readonly counted: Partial<Readonly<Record<RuleId, readonly number[]>>>;
}

/** Everything about one call: the request, the rows, and why they belong together. */
export interface CallProof {
  readonly exchangeId: number;
  readonly run: number;
  readonly capture: string;
  readonly exchange: Omit<Exchange, 'claims' | 'keys'>;
  readonly links: readonly LinkedTransaction[];
  /** Other exchanges open at the same time, in start order. */
  readonly alsoOpen: readonly {
    readonly exchangeId: number;
    readonly endpoint: string;
    readonly startUs: number;
    readonly endUs: number;
  }[];
}

export interface LinkedTransaction {
  readonly transactionId: number;
  readonly sourceId: string;
  readonly capture: string;
  readonly time: Stamp | null;
  readonly context: readonly TransactionContext[];
  readonly probability: number;
  /** `insert public.page_hits`: transactions with equal ones do the same. */
  readonly signature: string;
  readonly evidence: readonly LinkEvidence[];
  readonly rivals: readonly {
    readonly exchangeId: number | null;
    readonly endpoint: string;
    readonly probability: number;
  }[];
  readonly changes: readonly ClassedChange[];
}

export interface ClassedChange extends Change {
  readonly class: TableClass;
  /** Whether it counts for safe-method-writes: domain class, and something moved. */
  readonly counted: boolean;
  readonly columnClasses: Readonly<Record<string, TableClass>>;
}
