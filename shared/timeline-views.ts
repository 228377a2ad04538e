import type { LinkEvidence, Stamp } from './records.ts';
import type { Deed, UnattributedTransaction } from './run-views.ts';
import type { EndpointName } from './views.ts';

/**
 * What the timeline of a run is drawn from: every mark that has a time, sent once, as columns of numbers. Equal places
 * in the columns of a group are one mark; marks stand in time order. Times are microseconds.
 */
export interface Timeline {
  /** From the first mark to the end of the last; null when nothing has a time. */
  readonly spanUs: readonly [fromUs: number, toUs: number] | null;
  /** Whether a log's clock is known to be off: then commits can be shown as recorded, or as corrected by it. */
  readonly clocksOff: boolean;
  /** Whether the captures name connections: then lanes can be of these. */
  readonly hasConnections: boolean;
  readonly withoutTime: { readonly requests: number; readonly commits: number };
  /** What lanes stand for: clients, or connections of clients. Null: the captures do not name it. */
  readonly clients: readonly (string | null)[];
  readonly endpoints: readonly EndpointName[];
  /** What transactions do, each once; commits point here. */
  readonly deeds: readonly (readonly Deed[])[];
  readonly requests: RequestColumns;
  readonly commits: CommitColumns;
}

export interface RequestColumns {
  readonly id: readonly number[];
  /** Start, counted from that of the request before; the first from the beginning of the span. */
  readonly afterUs: readonly number[];
  /** 0 where the end is not known. */
  readonly lengthUs: readonly number[];
  /** When the server can have worked on it, counted from its start. */
  readonly serverFromUs: readonly number[];
  readonly serverToUs: readonly number[];
  /** Place in `clients`. */
  readonly client: readonly number[];
  /** Place in `endpoints`; -1 where it has none. */
  readonly endpoint: readonly number[];
  /** 0 where there was no answer. */
  readonly status: readonly number[];
  /** 0: it did not get to the server. */
  readonly reached: readonly number[];
}

export interface CommitColumns {
  /** Of the transaction. */
  readonly id: readonly number[];
  /** Stamp, counted from that of the commit before; the first from the beginning of the span. */
  readonly afterUs: readonly number[];
  readonly resolutionUs: readonly number[];
  /** Place in `ANSWERS`. */
  readonly answer: readonly number[];
  /** Place of the linked request in `requests`; -1 where it is not linked, or its request has no time. */
  readonly request: readonly number[];
  /** Place in `deeds`. */
  readonly deed: readonly number[];
}

/** How a transaction was answered: with a request, with "none", or with nothing likely. */
export const ANSWERS = ['linked', 'background', 'undecided'] as const;
export type Answer = (typeof ANSWERS)[number];

/** One transaction of the timeline: who may have caused it, and why. */
export interface CommitProof extends UnattributedTransaction {
  readonly run: number;
  readonly time: Stamp | null;
  readonly answer: Answer;
  /** Of its best answer. */
  readonly evidence: readonly LinkEvidence[];
}
