import type { Link, RequestKey } from '../../shared/records.ts';
import { attribute } from './attribute.ts';
import type { AttributableExchange, AttributableTransaction, ExchangeValue, RowValue } from './model.ts';

/** Builders for tests: times are milliseconds after one fixed moment. */

/** The links of a run. */
export const linksOf = (
  exchanges: readonly AttributableExchange[],
  transactions: readonly AttributableTransaction[],
): readonly Link[] => attribute({ exchanges, transactions }).links;

const EPOCH_US = 1_795_290_799_000_000;
const us = (ms: number) => EPOCH_US + Math.round(ms * 1_000);

interface ExchangeParts {
  readonly id: number;
  readonly endpoint: string;
  readonly from: number;
  readonly to: number;
  readonly values?: readonly ExchangeValue[];
  readonly keys?: readonly RequestKey[];
  readonly status?: number;
}

export function makeExchange({ id, endpoint, from, to, values, keys, status }: ExchangeParts): AttributableExchange {
  const [method = 'GET', route = '/'] = endpoint.split(' ');
  return {
    id,
    endpoint: `${method} http://localhost ${route}`,
    safe: method === 'GET',
    status: status ?? 200,
    startUs: us(from),
    endUs: us(to),
    serverFromUs: us(from),
    serverToUs: us(to),
    keys: keys ?? [],
    values: values ?? [],
  };
}

interface TransactionParts {
  readonly id: number;
  readonly at: number | null;
  readonly change?: string;
  readonly values?: readonly RowValue[];
  readonly keys?: readonly RequestKey[];
  readonly resolutionMs?: number;
}

/** `change` is `insert notes` or `update notes(text,title)`. */
export function makeTransaction(parts: TransactionParts): AttributableTransaction {
  const { id, at, change = 'insert notes', values = [], keys = [], resolutionMs = 0.001 } = parts;
  const [, op = 'insert', table = '', columns] = /^(\w+) ([\w.]+)(?:\((.*)\))?$/.exec(change) ?? [];
  return {
    id,
    log: 0,
    time: at === null ? null : { us: us(at), resolutionUs: resolutionMs * 1_000, kind: 'commit' },
    keys,
    changes: [
      { op: op as 'insert' | 'update' | 'delete', table, changed: columns ? columns.split(',') : null, marks: [] },
    ],
    values,
  };
}

export const rowValue = (column: string, value: string, role: RowValue['role'] = 'new'): RowValue => ({
  table: column.slice(0, column.lastIndexOf('.')),
  column: column.slice(column.lastIndexOf('.') + 1),
  value,
  masked: `masked·${value}`,
  role,
  row: 0,
});

export const inPath = (value: string): ExchangeValue => ({ place: 'path', field: '', value });
export const inBody = (field: string, value: string): ExchangeValue => ({ place: 'body', field, value });
export const inResponse = (field: string, value: string): ExchangeValue => ({ place: 'response', field, value });
