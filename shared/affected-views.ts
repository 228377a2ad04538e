/** Whom an endpoint reaches: as far as its calls say. */
export interface Affected {
  /** Calls that got to the server, and how many of them were looked at, the newest first. */
  readonly calls: number;
  readonly looked: number;
  /** By the mark of their credentials; null: without any. */
  readonly users: Callers;
  /** By the page that the Referer names, its ids taken together, else by Origin; null: neither was sent. */
  readonly pages: Callers;
}

/** Those with the most calls; `all` counts the others too. */
export interface Callers {
  readonly all: number;
  readonly most: readonly CallerCount[];
}

export interface CallerCount {
  readonly name: string | null;
  readonly calls: number;
  readonly wrote: number;
}
