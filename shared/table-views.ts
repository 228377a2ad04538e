import type { EndpointName } from './views.ts';
import type { RuleId, TableClass, Verdict } from './words.ts';

/** What the API answers about tables and their classes. */

export interface TableRow {
  /** `public.page_hits`. */
  readonly table: string;
  readonly class: TableClass;
  readonly reason: string;
  readonly by: 'default' | 'policy' | 'person';
  readonly inserts: number;
  readonly updates: number;
  readonly deletes: number;
  /** Endpoints that write it: safe methods of all. */
  readonly safeWriters: number;
  readonly writers: number;
  readonly columns: readonly ColumnRow[];
  readonly writtenBy: readonly { readonly endpoint: EndpointName | null; readonly rows: number }[];
}

export interface ColumnRow {
  readonly column: string;
  /** Null: as the table. */
  readonly class: TableClass | null;
  readonly reason: string | null;
  readonly by: 'default' | 'policy' | 'person' | null;
  /** How often updates were seen to move it. */
  readonly moved: number;
}

/** A verdict that follows, or would follow, from a class change. */
export interface VerdictMove {
  readonly key: string;
  readonly endpoint: EndpointName;
  readonly rule: RuleId;
  readonly before: Verdict;
  readonly after: Verdict;
  readonly summary: string;
}

export interface ClassChange {
  readonly moves: readonly VerdictMove[];
  readonly openBefore: number;
  readonly openAfter: number;
  readonly tookMs: number;
}
