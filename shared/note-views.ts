/** What the API answers about migration notes. */

/** Which parts a migration note holds. */
export interface NoteParts {
  readonly proof: boolean;
  readonly headers: boolean;
  readonly calls: boolean;
  readonly rowValues: boolean;
}

export interface NotesPreview {
  readonly markdown: string;
  readonly fileName: string;
  /** What an export would still lack: `2 notes have no replacement call yet`. */
  readonly missing: readonly string[];
}
