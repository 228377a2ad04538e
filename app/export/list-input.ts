import type { RuleText } from '../../shared/rule-views.ts';
import type { EndpointRow, FindingRow } from '../../shared/views.ts';

/** A finding with its rule's reasons, as lists tell it. */
export interface ListedFinding extends FindingRow {
  readonly texts: { readonly why: string; readonly remedy: string };
  /** Names of the captures of the newest run that saw it. */
  readonly captures: readonly string[];
}

/** What a list is made of; of the two kinds of rows the other stays empty. */
export interface ListInput {
  readonly of: 'findings' | 'endpoints';
  readonly workspace: string;
  readonly findings: readonly ListedFinding[];
  readonly endpoints: readonly EndpointRow[];
  readonly rules: readonly RuleText[];
  /** Calls without the fault that prove a fix. */
  readonly callsToProve: number;
}
