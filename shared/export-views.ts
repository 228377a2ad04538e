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

export interface ExportedList extends ExportedFile {
  /** Findings or endpoints in it. */
  readonly count: number;
  /** Masked values that were left out. */
  readonly leftOut: number;
}
