/**
 * The records that flow through the engine: exchanges (HTTP), transactions of row changes (database),
 * and the links between them. Words follow the table in the README's architecture section.
 */

/** Epoch microseconds as a number: exact until the year 2255. */
export type Micros = number;

export type CaptureKind = 'http' | 'changes';

/** Which moment a time stamp marks. Only `commit` is the moment the rows became visible. */
export type TimeKind = 'commit' | 'transaction-start' | 'statement-start' | 'event' | 'app';

/** A stamp is an interval: the true moment lies in [us, us + resolutionUs). */
export interface Stamp {
  readonly us: Micros;
  readonly resolutionUs: number;
  readonly kind: TimeKind;
}

/** A number whose digits a double cannot hold (beyond 2^53, or a numeric with trailing zeros). */
export interface Digits {
  readonly digits: string;
}

/** The source did not record this value. Never the same as NULL. */
export interface NotCaptured {
  readonly notCaptured: 'toast' | 'placeholder' | 'minimal-image' | 'part';
}

/** One value of a row. Secrets have become `masked·<16 hex digits>` before they get here. */
export type Cell = null | boolean | number | string | Digits | NotCaptured;
export type Row = Readonly<Record<string, Cell>>;

/** Whether an exchange got to the server: `unknown` covers aborted and reset requests. */
export type Reached = 'yes' | 'no' | 'unknown';

/** What is known of one change log's clock, measured against the recorder of the requests. Times in microseconds. */
export interface ClockEstimate {
  readonly captureId: number;
  /** Which moment the stamps mark, and how fine they are; null where the log has no time. */
  readonly kind: TimeKind | null;
  readonly resolutionUs: number | null;
  /** Transactions whose values occur in one writing request only: what the estimate rests on. */
  readonly anchors: number;
  /** How far the log's clock is ahead at `atUs`, and the stretch in which most of the anchors agree; null where they are too few. */
  readonly offsetUs: number | null;
  readonly lowUs: number | null;
  readonly highUs: number | null;
  readonly atUs: Micros | null;
  /** How much more it is ahead after each second. */
  readonly driftUsPerSecond: number;
  /** What the drift lies between; not told of a run that an earlier version attributed. */
  readonly driftLowUsPerSecond?: number | undefined;
  readonly driftHighUsPerSecond?: number | undefined;
  /** Whether the log's stamps were moved by it; clocks that agree well enough are left alone. */
  readonly corrected: boolean;
  /** How far single stamps scatter to either side. */
  readonly scatterUs: number;
}

/** Something that names one request (or, for `trace`, a group of them) on both sides. Values are lower-case. */
export interface RequestKey {
  readonly kind: 'span' | 'trace' | 'request-id';
  readonly value: string;
}

export interface Body {
  readonly mime: string;
  /** The text after masking; null where the recorder kept none, or where it is binary. */
  readonly text: string | null;
  /** Bytes as the recorder stated them; null where it did not. */
  readonly size: number | null;
  /** `cut` by the recorder, or, where `beyond` is there, by the workspace's limit; `asset` = a static file's, not kept. */
  readonly state: 'full' | 'cut' | 'missing' | 'binary' | 'asset';
  /** Values behind the workspace's cut, by their field. */
  readonly beyond?: readonly (readonly [field: string, value: string])[];
}

export interface Message {
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: Body | null;
}

/** A value read out of a secret (a JWT's claim, a session id in a cookie) before the secret was masked. */
export interface Claim {
  /** Where it was, for people: `authorization token, claim id`. */
  readonly from: string;
  /** `masked·<16 hex digits>`: what the same value in a row masks to. */
  readonly masked: string;
}

/** One request and its response, normalised and masked. */
export interface Exchange {
  /** Position in the capture (HAR: in `log.entries`). */
  readonly index: number;
  readonly byteOffset: number;
  readonly method: string;
  /** `scheme://host[:port]`. */
  readonly origin: string;
  /** Percent-decoding is left to readers; secrets in it are masked. */
  readonly path: string;
  readonly query: readonly (readonly [name: string, value: string])[];
  /** Null when the recorder gave no request time. */
  readonly startUs: Micros | null;
  readonly endUs: Micros | null;
  /** When the server can have worked on it: request sent … first byte of the answer. Within start … end. */
  readonly serverFromUs: Micros | null;
  readonly serverToUs: Micros | null;
  readonly status: number | null;
  readonly failure: string | null;
  readonly reached: Reached;
  readonly reachedWhy: string;
  readonly request: Message;
  readonly response: Message;
  readonly claims: readonly Claim[];
  readonly keys: readonly RequestKey[];
  /** The client's name for people, from the user agent: `Chromium 156`, `capture-load/1.0`. */
  readonly client: string | null;
  /** The connection it went over, as the recorder numbers it; left out where the recorder does not. */
  readonly connection?: string;
  /**
   * What selects the operation beside method and path, as the endpoint's name shows it: `query articles` (GraphQL),
   * `as DELETE` (a method override), `?action=delete`; null where the path is all.
   */
  readonly operation: string | null;
}

export type ChangeOp = 'insert' | 'update' | 'delete' | 'truncate';

/** How much of the row before is known: `earlier` = rebuilt from an earlier change in the same log. */
export type BeforeImage = 'full' | 'earlier' | 'key' | 'none';

/** One row inserted, updated, deleted, or a truncate. */
export interface Change {
  readonly op: ChangeOp;
  /** `schema.table`. */
  readonly table: string;
  /** Primary key columns, where the log names them. */
  readonly key: Row | null;
  readonly before: Row | null;
  readonly beforeImage: BeforeImage;
  readonly after: Row | null;
  /** Columns whose value moved; null when the row before is not known; [] when nothing moved. */
  readonly changed: readonly string[] | null;
  readonly byteOffset: number;
}

/** What a logical message, an SQL comment or an audit table's columns said about a transaction's cause. */
export interface TransactionContext {
  readonly carrier: 'message' | 'comment' | 'columns';
  readonly prefix: string;
  /** Masked. */
  readonly text: string;
  readonly keys: readonly RequestKey[];
}

/** The audited database's transaction: the unit of attribution. */
export interface Transaction {
  /** The xid, or `@<byte offset>` where the log has none. */
  readonly sourceId: string;
  readonly byteOffset: number;
  readonly time: Stamp | null;
  readonly context: readonly TransactionContext[];
  readonly changes: readonly Change[];
}

/** A place in which values were masked, by its names: `cookie sid`, `body user.password`, `column api_token`. */
export interface MaskedPlace {
  readonly place: string;
  readonly times: number;
}

/** A record that could not be used, and where it stands. */
export interface Skip {
  readonly reason: string;
  readonly offset: number;
  /** Position among the records of its kind, from 0. */
  readonly index: number;
}

export interface SkipCount {
  readonly reason: string;
  readonly count: number;
  readonly first: { readonly index: number; readonly offset: number };
}

/** Where a file stops making sense. `whole` records before it are good. */
export interface Damage {
  readonly reason: string;
  readonly offset: number;
  readonly whole: number;
}

/** `person`: somebody said so, and that wins over the rest. */
export type Basis = 'person' | 'key' | 'value' | 'time' | 'habit';

/** Where in an exchange a value stands. */
export type Place = 'path' | 'query' | 'body' | 'header' | 'token' | 'response';

/** Equal values on both sides of a link. */
export interface ValueMatch {
  readonly place: Place;
  /** JSON path or parameter name inside the place: `data.id`, `fields`, ``. */
  readonly field: string;
  readonly table: string;
  readonly column: string;
  readonly value: string;
}

/** One thing that speaks for a link, or against it, in words a person can check. */
export interface LinkEvidence {
  readonly basis: Basis;
  readonly speaks: 'for' | 'against';
  readonly text: string;
  readonly matches: readonly ValueMatch[];
}

/** Transaction → exchange, with probability and evidence; exchangeId null = no request caused it. */
export interface Link {
  readonly transactionId: number;
  readonly exchangeId: number | null;
  /** Of the answer given, also when the answer is "none". */
  readonly probability: number;
  readonly basis: readonly Basis[];
  readonly evidence: readonly LinkEvidence[];
  /** The next best answers, best first; exchangeId null = none of them. */
  readonly rivals: readonly { readonly exchangeId: number | null; readonly probability: number }[];
}
