import type { ChangeOp, Link, Micros, Place, RequestKey, Stamp } from '../../shared/records.ts';

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
}

/** A transaction as attribution sees it, in log order. */
export interface AttributableTransaction {
  readonly id: number;
  readonly time: Stamp | null;
  readonly keys: readonly RequestKey[];
  /** Table, operation and moved columns of each change: what habits are learnt over. */
  readonly changes: readonly {
    readonly op: ChangeOp;
    readonly table: string;
    readonly changed: readonly string[] | null;
  }[];
  readonly values: readonly RowValue[];
}

/**
 * Says for every transaction which exchange caused it, or that none did. Pure and deterministic;
 * the answer has one link per transaction, in the order given.
 */
export type Attribute = (
  exchanges: readonly AttributableExchange[],
  transactions: readonly AttributableTransaction[],
) => Link[];
