import type { CaptureKind, Damage, SkipCount } from './records.ts';

/** What the API answers about imports. */

export type ImportStep = 'reading' | 'waiting' | 'attributing' | 'judging' | 'done' | 'failed' | 'cancelled';

/** One way to read a file that could be read in several. */
export interface FormatCandidate {
  readonly format: string;
  readonly title: string;
  readonly why: string;
}

/** The answer to a file that asks: keep what is whole, leave it out, or read it in this format. */
export type FileChoice = 'keep' | 'leave-out' | { readonly format: string };

export interface ImportFile {
  readonly id: string;
  readonly name: string;
  /** Null while an upload's size is not known. */
  readonly bytes: number | null;
  readonly bytesRead: number;
  readonly state:
    | 'queued'
    | 'reading'
    | 'ambiguous'
    | 'read'
    | 'damaged'
    | 'duplicate'
    | 'not-a-capture'
    | 'left-out'
    | 'failed';
  readonly recognised: {
    readonly kind: CaptureKind;
    readonly format: string;
    readonly title: string;
    readonly why: string;
  } | null;
  /** The formats that an `ambiguous` file may be in. */
  readonly candidates: readonly FormatCandidate[];
  readonly counts: {
    readonly exchanges: number;
    readonly notReached: number;
    readonly transactions: number;
    readonly changes: number;
    readonly bodiesCut: number;
  };
  readonly skipped: readonly SkipCount[];
  readonly damage: Damage | null;
  /** `requests.har, in this import` or `requests.har, in run 6`. */
  readonly duplicateOf: string | null;
  readonly spanUs: readonly [from: number, to: number] | null;
  readonly resolutionUs: number | null;
  /** What, where, what now: for `failed`, `not-a-capture` and notes such as missing time stamps. */
  readonly message: string | null;
}

export interface ImportState {
  readonly id: string;
  readonly startedMs: number;
  readonly step: ImportStep;
  readonly files: readonly ImportFile[];
  readonly bytesRead: number;
  readonly bytesTotal: number | null;
  readonly bytesPerSecond: number;
  readonly secondsLeft: number | null;
  /** How many values of each sort were masked: `authorization`, `cookie`, `password, token, secret`. */
  readonly masked: Readonly<Record<string, number>>;
  /** Only once done; null when nothing was imported (all duplicates). */
  readonly runId: number | null;
  readonly message: string | null;
}
