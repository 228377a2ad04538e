import type {
  CaptureKind,
  Change,
  Exchange,
  RequestKey,
  Skip,
  Stamp,
  TransactionContext,
} from '../../shared/records.ts';
import type { ShapedLine } from './changes/wal2json-lines.ts';

/** Bytes of a capture, already unpacked. Pieces may be of any size, down to one byte. */
export type Bytes = AsyncIterable<Uint8Array>;

/** Files that a capture refers to, as a body kept beside the list of requests. */
export interface Attachments {
  /** Null where there is none of that name, or it is damaged or too long. */
  read(name: string): Promise<Uint8Array | null>;
}

/** A file alone. */
export const NO_ATTACHMENTS: Attachments = { read: async () => null };

/** What a reader yields. One bad record is a `skip`; a file that stops making sense ends with `damage`. */
export type RawRecord<C = Change> =
  | { readonly type: 'exchange'; readonly exchange: RawExchange }
  | { readonly type: 'transaction'; readonly transaction: RawTransaction<C> }
  | { readonly type: 'skip'; readonly skip: Skip }
  | { readonly type: 'damage'; readonly offset: number; readonly reason: string }
  /** Something to tell the person about the whole file: "no time stamps: links rest on values alone". */
  | { readonly type: 'remark'; readonly text: string };

/** An exchange as recorded: not masked, nothing derived from secrets yet. */
export interface RawExchange extends Omit<Exchange, 'claims' | 'keys' | 'client' | 'operation'> {
  /** What names the request besides its headers: the spans of a trace. */
  readonly spans?: readonly RequestKey[];
}

/** A transaction as recorded: not masked; `changed` and earlier images are filled in later. */
export interface RawTransaction<C = Change> {
  readonly sourceId: string;
  readonly byteOffset: number;
  readonly time: Stamp | null;
  readonly context: readonly Omit<TransactionContext, 'keys'>[];
  readonly changes: readonly C[];
}

/** Why a format thinks a file is its own; `title` names it, `why` says what was seen. */
export interface Recognition {
  /** `HAR 1.2, recorded by Playwright`. */
  readonly title: string;
  /** `log.creator names Playwright`. */
  readonly why: string;
}

/** One input format: one file in formats/, one folder in formats/fixtures/. */
export interface Format {
  /** `har`, `wal2json-1`, `wal2json-2`. */
  readonly id: string;
  /** As people call it: `HAR`, `wal2json 2`. */
  readonly title: string;
  readonly kind: CaptureKind;
  /** A log of statements, not of rows: where the run has a log of rows too, it only adds what it says of causes. */
  readonly level?: 'statement';
  /** Judges by the first bytes (at most 64 KiB, perhaps cut anywhere); null = not mine. */
  sniff(head: Uint8Array): Recognition | null;
  /** Reads the whole capture. Never throws for a bad record. */
  read(bytes: Bytes, attachments?: Attachments): AsyncIterable<RawRecord>;
  /** The same for who needs no more of most changes than the texts of their values. */
  readLines?(bytes: Bytes): AsyncIterable<RawRecord<Change | ShapedLine>>;
}

/** Gives the format its type without widening. */
export const defineFormat = (format: Format): Format => format;
