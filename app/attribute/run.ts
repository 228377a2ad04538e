import type { Micros } from '../../shared/records.ts';
import type { AttributableExchange, AttributableTransaction, RowValue } from './model.ts';

/** Transactions that share one cause: usually one; more where the log itself shows that they follow each other. */
export interface Chain {
  /** Positions in {@link Run.transactions}, earliest first. */
  readonly members: readonly number[];
  /** Tables, operations and moved columns of all members: what habits are learnt over. */
  readonly signature: string;
  /** When the first member was stamped, on the exchanges' clock; null where the log has no time. */
  readonly at: Interval | null;
}

/** A stretch of time, from inclusive to exclusive. */
export interface Interval {
  readonly fromUs: Micros;
  readonly toUs: Micros;
}

/** Both sides in one fixed order, so that the order of the input cannot change an answer. */
export interface Run {
  readonly exchanges: readonly AttributableExchange[];
  readonly transactions: readonly AttributableTransaction[];
}

const byTime = (a: number | null | undefined, b: number | null | undefined) =>
  (a ?? Number.POSITIVE_INFINITY) - (b ?? Number.POSITIVE_INFINITY) || 0;

export function orderRun(
  exchanges: readonly AttributableExchange[],
  transactions: readonly AttributableTransaction[],
): Run {
  return {
    exchanges: [...exchanges].sort((a, b) => byTime(a.startUs, b.startUs) || a.id - b.id),
    transactions: [...transactions].sort((a, b) => byTime(a.time?.us, b.time?.us) || a.id - b.id),
  };
}

/** `insert public.page_hits`, `update public.users(last_access)`: one part of a signature per kind of change. */
export function signatureOf(transaction: AttributableTransaction): string[] {
  const parts = transaction.changes.map(({ op, table, changed }) =>
    op === 'update' && changed !== null ? `${op} ${table}(${[...changed].sort().join(',')})` : `${op} ${table}`,
  );
  return [...new Set(parts)].sort();
}

export const columnOf = (value: RowValue) => `${value.table}.${value.column}`;
