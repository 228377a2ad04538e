import type { RuleId, Severity } from './words.ts';

/** A rule as people read of it: `rules` and `explain` of the CLI. */
export interface RuleText {
  readonly id: RuleId;
  readonly label: string;
  readonly title: string;
  readonly what: string;
  readonly why: string;
  readonly source: string;
  readonly remedy: string;
  readonly example: string;
  readonly severity: Severity;
  readonly thresholds: readonly { readonly name: string; readonly value: number; readonly about: string }[];
}
