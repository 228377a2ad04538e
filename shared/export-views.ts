/** What leaves the program as a list. */

export const LIST_FORMATS = ['csv', 'json', 'sarif', 'issue'] as const;
/** `issue`: text to paste into a team's tracker. */
export type ListFormat = (typeof LIST_FORMATS)[number];

/** A file as a host saves it. */
export interface ExportedFile {
  readonly fileName: string;
  readonly mime: string;
  readonly text: string;
}

/** Nothing that leaves holds a mask. */
export interface ClearedFile extends ExportedFile {
  /** Masked values that were left out. */
  readonly leftOut: number;
}

export interface ExportedList extends ClearedFile {
  /** Findings or endpoints in it. */
  readonly count: number;
}

/** A part of a text that is too long for one answer. */
export interface TextPart {
  readonly text: string;
  /** What asks for the part that follows; null: none does. */
  readonly next: string | null;
}

/** A list of which only the beginning may be here: a large one is sent in parts, lest others wait for all of it. */
export interface ListBegun extends ExportedList, TextPart {}
