import type { AuditTable } from './inputs.ts';
import type { CaptureKind, ChangeOp, Damage, SkipCount } from './records.ts';

/** What the API answers about imports. */

export type ImportStep = 'reading' | 'waiting' | 'attributing' | 'judging' | 'done' | 'failed' | 'cancelled';

/** One way to read a file that could be read in several. */
export interface FormatCandidate {
  readonly format: string;
  readonly title: string;
  readonly why: string;
}

/** The answer to a file that asks: keep what is whole, leave it out, read it in this format, or by these columns. */
export type FileChoice = 'keep' | 'leave-out' | { readonly format: string } | { readonly mapping: AuditTable };

/** A row of an exported table, by column, as text; null for NULL. */
export type TableRow = Readonly<Record<string, string | null>>;

/** Columns whose names tell what they are. */
export type AuditTableGuess = Partial<
  Pick<AuditTable, 'operation' | 'table' | 'schema' | 'key' | 'before' | 'after' | 'time' | 'transaction' | 'cause'>
>;

/** A table of changes whose columns the program does not know; masked. */
export interface UnknownTable {
  readonly columns: readonly string[];
  /** The first few. */
  readonly rows: readonly TableRow[];
  /** What stands in each column, where it is few short words. */
  readonly words: Readonly<Record<string, readonly string[]>>;
  readonly guess: AuditTableGuess;
}

/** How one row of such a table is understood; `none` = no change of a row, `unknown` = it does not say what it is. */
export type MappedRow =
  | { readonly type: 'unknown' }
  | { readonly type: 'none' }
  | {
      readonly type: 'change';
      readonly op: ChangeOp;
      readonly table: string;
      readonly key: string | null;
      readonly before: string | null;
      readonly after: string | null;
      readonly timeUs: number | null;
      readonly transaction: string | null;
      readonly cause: readonly string[];
    };

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
    | 'unmapped'
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
  /** What an `unmapped` file holds. */
  readonly table: UnknownTable | null;
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

/** How far judging is. */
export interface JudgedSoFar {
  readonly endpoints: number;
  /** All that are to be judged, in every run. */
  readonly of: number;
  /** The share of their calls, 0 to 1. */
  readonly share: number;
}

/** What attribution does: it reads both sides, learns what writes what, links, and tries itself with ids hidden. */
export type AttributionPhase = 'reading' | 'learning' | 'linking' | 'checking';

/** How far attribution is. */
export interface AttributedSoFar {
  readonly phase: AttributionPhase;
  /** Transactions that have their answer, or while it reads, that are read. */
  readonly transactions: number;
  readonly of: number;
}

export interface ImportState {
  readonly id: string;
  readonly startedMs: number;
  readonly step: ImportStep;
  readonly files: readonly ImportFile[];
  readonly bytesRead: number;
  readonly bytesTotal: number | null;
  readonly bytesPerSecond: number;
  /** Of the step; null where it cannot be said yet. */
  readonly secondsLeft: number | null;
  /** Null but while it attributes. */
  readonly attributed: AttributedSoFar | null;
  /** Null but while it judges. */
  readonly judged: JudgedSoFar | null;
  /** How many values of each sort were masked: `authorization`, `cookie`, `password, token, secret`. */
  readonly masked: Readonly<Record<string, number>>;
  /** Only once done; null when nothing was imported (all duplicates). */
  readonly runId: number | null;
  readonly message: string | null;
}
