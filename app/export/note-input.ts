import type { NoteDates, NoteEdits, NoteParts } from '../../shared/note-views.ts';
import type { NotesState } from '../../shared/notes-state.ts';
import type { HistoryEntry } from '../../shared/tracking-views.ts';
import type { Exhibit, FindingRow } from '../../shared/views.ts';
import type { Templates } from './templates.ts';

/** One finding with what a note tells beyond the inventory's row. */
export interface NoteFinding extends FindingRow {
  readonly history: readonly HistoryEntry[];
  /** The call with the strongest link; null where there is none to show. */
  readonly example: NoteCall | null;
  /** What people worded themselves. */
  readonly edits: NoteEdits;
  readonly dates: NoteDates;
  /** The rule's reasons, and its remedy and exhibits for this endpoint. */
  readonly texts: { readonly why: string; readonly remedy: string; readonly exhibits: readonly Exhibit[] };
}

export interface NoteCall {
  readonly method: string;
  /** Masked. */
  readonly path: string;
  readonly query: readonly (readonly [name: string, value: string])[];
  readonly status: number | null;
  /** What was sent and answered, masked; null where there was none, or no whole one was recorded. */
  readonly request: NoteBody | null;
  readonly response: NoteBody | null;
  /** The rows that count for the verdict. */
  readonly rows: readonly NoteRowChange[];
}

export interface NoteBody {
  readonly mime: string;
  readonly text: string | null;
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
  /** Calls without the fault that prove a fix. */
  readonly callsToProve: number;
  readonly parts: NoteParts;
  /** `seenMs`: when its traffic was, not when it was imported. */
  readonly runs: readonly { readonly id: number; readonly seenMs: number }[];
  readonly findings: readonly NoteFinding[];
  /** A team's own templates, by file name; what is not there is the program's. */
  readonly templates: Templates;
  /** Where the notes are published; null: not known. */
  readonly address: string | null;
  /** The client that the document is for; null: all. */
  readonly client: string | null;
  /** What an earlier export told, for the chapter of changes; null: no such chapter. */
  readonly since: NotesState | null;
}
