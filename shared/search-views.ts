/** A search of all calls comes in parts, asked for one after the other: neither side works long on one. */
export interface SearchPart {
  /** What the next part goes on from; null at the end. */
  readonly next: number | null;
  /** How far it is, of how much: for showing progress only. */
  readonly done: number;
  readonly of: number;
}

/** Endpoints with a body that holds the text, as far as this part looked. */
export interface BodySearchPart extends SearchPart {
  readonly endpoints: readonly number[];
}

/** Who called which endpoint, as far as this part looked; pairs may come again in a later part. */
export interface UserSearchPart extends SearchPart {
  readonly users: readonly EndpointUser[];
}

export interface EndpointUser {
  readonly endpointId: number;
  /** `masked·7f3a…`, equal for calls of one user; null without credentials. */
  readonly user: string | null;
}
