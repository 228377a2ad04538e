import type { EndpointName } from './views.ts';
import { type RuleId, type TableClass, VERDICTS, type Verdict } from './words.ts';

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

/** Whether a class change brings a finding nearer to broken. */
export const isWorse = ({ before, after }: Pick<VerdictMove, 'before' | 'after'>): boolean =>
  VERDICTS.indexOf(after) < VERDICTS.indexOf(before);

export interface ClassChange {
  /** Those that get worse first. */
  readonly moves: readonly VerdictMove[];
  readonly openBefore: number;
  readonly openAfter: number;
  readonly tookMs: number;
}

/** A file of classes that a team shares; `--policy` of the CLI takes it too. */
export interface ClassFile {
  readonly name: string;
  readonly text: string;
  /** Names in it: tables, columns and patterns. */
  readonly classes: number;
}

/** What a file of classes brings, or would bring. */
export interface ClassFileEffect {
  /** Tables and columns that get another class than they have now. */
  readonly sets: readonly {
    readonly table: string;
    readonly column: string | null;
    readonly before: TableClass;
    readonly after: TableClass;
  }[];
  /** Names and patterns that fit nothing here; they are left out. */
  readonly unknown: readonly string[];
  readonly change: ClassChange;
}
