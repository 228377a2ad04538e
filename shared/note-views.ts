import type { ExportedFile } from './export-views.ts';
import type { NotesState } from './notes-state.ts';

/** What the API answers about migration notes. */

/** Which parts a migration note holds. */
export interface NoteParts {
  readonly proof: boolean;
  readonly headers: boolean;
  readonly calls: boolean;
  /** Regression tests for the service's own developers, as files beside the notes. */
  readonly tests: boolean;
  /** The proposed calls as an OpenAPI document beside the notes. */
  readonly openapi: boolean;
  readonly rowValues: boolean;
}

export const NOTE_FORMATS = ['md', 'html'] as const;
export type NoteFormat = (typeof NOTE_FORMATS)[number];

/** `client`: a document for each client, with the calls it was seen to make. */
export const AUDIENCES = ['all', 'client'] as const;
export type Audience = (typeof AUDIENCES)[number];

/** Sections of a note that a person may word; the others tell what was measured or decided. */
export const EDITABLE_SECTIONS = ['title', 'what', 'why', 'calls', 'detail', 'todo'] as const;
export type EditableSection = (typeof EDITABLE_SECTIONS)[number];
export type SectionId = EditableSection | 'headers' | 'proof' | 'example' | 'status';

/** A person's wording of one section. */
export interface NoteEdit {
  readonly text: string;
  readonly who: string;
  readonly atMs: number;
}
export type NoteEdits = Partial<Readonly<Record<EditableSection, NoteEdit>>>;

/** ISO dates from which a call is deprecated, and on which it changes; null: not decided. */
export interface NoteDates {
  readonly deprecation: string | null;
  readonly sunset: string | null;
}

export interface NoteSection {
  readonly id: SectionId;
  /** Markdown: a person's wording where there is one. */
  readonly text: string;
  readonly edit: NoteEdit | null;
}

/** One finding's note, in pieces. */
export interface NoteView {
  readonly key: string;
  /** The whole note as Markdown, by the team's template. */
  readonly markdown: string;
  readonly sections: readonly NoteSection[];
  /** The proposed calls as an OpenAPI document, as text; null where it cannot hold them. */
  readonly openapi: string | null;
  readonly dates: NoteDates;
  /** The newest run that its proof rests on. */
  readonly run: number | null;
}

export interface NotesExport {
  readonly state: NotesState;
  readonly files: readonly (ExportedFile & { readonly notes: number })[];
  /** What the documents still lack: `No date for the switch: 1 note.` */
  readonly missing: readonly string[];
  /** Masked values that were left out. */
  readonly leftOut: number;
  /** When this workspace last exported notes, as `12 November 2026`; null: never. */
  readonly last: string | null;
}
