import type { NoteParts } from '../../shared/note-views.ts';
import type { Exhibit, FindingRow, HistoryEntry } from '../../shared/views.ts';

/** One finding with what a note tells beyond the inventory's row. */
export interface NoteFinding extends FindingRow {
  readonly history: readonly HistoryEntry[];
  /** The call with the strongest link; null where there is none to show. */
  readonly example: NoteCall | null;
  /** The rule's reasons, and its remedy and exhibits for this endpoint. */
  readonly texts: { readonly why: string; readonly remedy: string; readonly exhibits: readonly Exhibit[] };
}

export interface NoteCall {
  readonly method: string;
  /** Masked. */
  readonly path: string;
  readonly status: number | null;
  /** The rows that count for the verdict. */
  readonly rows: readonly NoteRowChange[];
}

export interface NoteRowChange {
  readonly op: 'insert' | 'update' | 'delete' | 'truncate';
  readonly table: string;
  /** Moved or inserted columns in words; null = no row, or not captured. */
  readonly values: readonly {
    readonly column: string;
    readonly before: string | null;
    readonly after: string | null;
  }[];
}

export interface NotesInput {
  readonly workspace: string;
  /** ISO date. */
  readonly generatedOn: string;
  readonly parts: NoteParts;
  readonly runs: readonly { readonly id: number; readonly at: number }[];
  readonly findings: readonly NoteFinding[];
}
