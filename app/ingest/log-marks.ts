import { hash } from 'node:crypto';
import type { Change } from '../../shared/records.ts';

/** By what a transaction is known in another log. */
export interface LogMarks {
  /** Without their schemas, which some logs leave out. */
  readonly tables: readonly string[];
  /** Tables and keys of changed rows, as far as the log names keys. */
  readonly rows: readonly string[];
  /** All that was changed; null where the log gives the transaction an id. */
  readonly content: string | null;
}

/** Of large transactions a few rows are enough. */
const MOST_ROWS = 20;

export function logMarks(sourceId: string, changes: readonly Change[]): LogMarks {
  const keyed = changes.filter(({ key }) => key !== null).slice(0, MOST_ROWS);
  return {
    tables: [...new Set(changes.map(({ table }) => bare(table)))],
    rows: keyed.map(({ table, key }) => `${bare(table)} ${JSON.stringify(key)}`),
    content: isNamed(sourceId) || changes.length === 0 ? null : contentOf(changes),
  };
}

/** Whether the log itself gave the transaction an id: without one it is known by its place in the file. */
export const isNamed = (sourceId: string): boolean => !sourceId.startsWith('@');

const bare = (table: string): string => table.slice(table.lastIndexOf('.') + 1).toLowerCase();

const contentOf = (changes: readonly Change[]): string =>
  hash('sha1', JSON.stringify(changes.map(({ op, table, key, after }) => [op, table, key, after])), 'base64');
