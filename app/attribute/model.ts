import type { ChangeOp, ClockEstimate, Link, Micros, Place, RequestKey, Stamp } from '../../shared/records.ts';

/** A value of an exchange that may stand in a row too. */
export interface ExchangeValue {
  readonly place: Place;
  readonly field: string;
  /** Canonical text: numbers by their digits, booleans left out, secrets and claims as `masked·…`. */
  readonly value: string;
}

/** An exchange as attribution sees it. Only those that reached the server, or may have, are given. */
export interface AttributableExchange {
  readonly id: number;
  /** `GET http://host /flows/trigger/{id}`: exchanges of one endpoint share habits. */
  readonly endpoint: string;
  readonly safe: boolean;
  readonly status: number | null;
  readonly startUs: Micros | null;
  readonly endUs: Micros | null;
  readonly serverFromUs: Micros | null;
  readonly serverToUs: Micros | null;
  readonly keys: readonly RequestKey[];
  readonly values: readonly ExchangeValue[];
}

/** A value of a row change that may stand in an exchange too. */
export interface RowValue {
  readonly table: string;
  readonly column: string;
  readonly value: string;
  /** What the same value would be inside a token: `masked·…`. */
  readonly masked: string;
  /** `key` = primary key, `new` = inserted or moved to, `same` = in the row but not moved or not known to. */
  readonly role: 'key' | 'new' | 'same';
  /** Position in {@link AttributableTransaction.changes} of the first change that holds it. */
  readonly row: number;
}

/** A transaction as attribution sees it, in log order. */
export interface AttributableTransaction {
  readonly id: number;
  /** The capture it was read from: each has a clock of its own. */
  readonly log: number;
  readonly time: Stamp | null;
  readonly keys: readonly RequestKey[];
  /** Table, operation and moved columns of each change: what habits are learnt over. */
  readonly changes: readonly {
    readonly op: ChangeOp;
    readonly table: string;
    readonly changed: readonly string[] | null;
    /** NULLs and booleans of the row: `user null`, `active true`. */
    readonly marks: readonly string[];
  }[];
  readonly values: readonly RowValue[];
}

/** What people said that wins over the model. */
export interface Corrections {
  /** Exchanges that did not cause a transaction, by the transaction's id. */
  readonly rejected: ReadonlyMap<number, ReadonlySet<number>>;
  /** Transactions that a background job did. */
  readonly background: ReadonlySet<number>;
}

/** Both sides of a run; order and number of passes do not matter. */
export interface AttributableRun {
  /** Each is taken once, and may be made when it is asked for; of its values only those that a row has are kept. */
  readonly exchanges: Iterable<AttributableExchange>;
  readonly transactions: readonly AttributableTransaction[];
  readonly corrections?: Corrections;
}

export interface Attribution {
  /** One per transaction, in the order given. */
  readonly links: readonly Link[];
  /** One per change log. */
  readonly clocks: readonly ClockEstimate[];
}

/** Says for every transaction which exchange caused it, or that none did. Pure and deterministic. */
export type Attribute = (run: AttributableRun) => Attribution;

/** `schema.table.column`. */
export const columnOf = (value: Pick<RowValue, 'table' | 'column'>) => `${value.table}.${value.column}`;
