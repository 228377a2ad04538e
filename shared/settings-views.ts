import type { AuditTable } from './inputs.ts';
import type { MaskedPlace } from './records.ts';

/** What the inventory showed when a person gave it a name. */
export interface SavedView {
  readonly name: string;
  /** The inventory's address behind its path: `?q=owner:me&group=table`. */
  readonly address: string;
}

export interface Settings {
  readonly person: string;
  readonly workspaceName: string;
  /** Names of fields that a person added to those of secrets. */
  readonly maskedNames: readonly string[];
  /** Names of headers and fields that a person added to those of request ids. */
  readonly requestIdNames: readonly string[];
  /** The workspace file. */
  readonly file: { readonly path: string; readonly bytes: number; readonly free: number };
  /** How much of one body is kept, in KiB. */
  readonly bodyKib: number;
  /** From which probability on a link counts for a verdict. */
  readonly likelyFrom: number;
  /** Calls without the fault that prove a fix. */
  readonly callsToProve: number;
  /** By name. */
  readonly views: readonly SavedView[];
  /** Where values were masked, most often first. */
  readonly masked: readonly MaskedPlace[];
  /** Audit tables that a person or a policy described: files with their columns are read by it. */
  readonly auditTables: readonly AuditTable[];
  /** A folder with a team's templates of notes; empty: the program's. */
  readonly templatesFolder: string;
  /** Where notes are published; empty: not known. */
  readonly notesAddress: string;
}
