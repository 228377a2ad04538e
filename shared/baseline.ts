import { z } from 'zod';

/** The file of accepted findings that `check` holds a run against. It lies in the team's repository and is read by people. */

const date = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'a date as 2027-01-31');

const baselineEntry = z.strictObject({
  /** The finding's key: rule and endpoint, stable over runs. */
  key: z.string().min(1),
  /** Why it is accepted. */
  reason: z.string().trim().min(1),
  owner: z.string().trim().min(1).nullable().default(null),
  /** The last day on which it is accepted; null: no end, chosen on purpose. */
  until: date.nullable().default(null),
  addedOn: date.nullable().default(null),
});
export type BaselineEntry = z.output<typeof baselineEntry>;

export const baselineSchema = z.strictObject({
  schema: z.literal('endpoint-audit/baseline@1'),
  findings: z.array(baselineEntry).max(10_000),
});
export type Baseline = z.output<typeof baselineSchema>;

export const EMPTY_BASELINE: Baseline = { schema: 'endpoint-audit/baseline@1', findings: [] };

export const checkInput = z.object({
  /** The run to judge. */
  id: z.number().int(),
  baseline: baselineSchema,
  /** What new findings are accepted with; null: they are not. */
  accept: baselineEntry.pick({ reason: true, owner: true, until: true }).nullable(),
});

/** A finding as `check` tells it. */
export interface CheckedFinding {
  readonly key: string;
  readonly call: string;
  readonly origin: string;
  readonly rule: string;
  readonly summary: string;
}

export interface CheckResult {
  /** Endpoints that a rule could judge; 0: the run proves nothing. */
  readonly judged: number;
  readonly broken: number;
  /** Broken and in no entry. */
  readonly fresh: readonly CheckedFinding[];
  /** Broken, and its entry's last day has passed. */
  readonly expired: readonly (CheckedFinding & { readonly until: string })[];
  /** Broken and accepted. */
  readonly accepted: number;
  /** Entries whose calls were judged and do it no more. */
  readonly gone: readonly BaselineEntry[];
  /** Entries of which this run cannot tell: not called, or unsure. */
  readonly untold: readonly BaselineEntry[];
  /** The baseline without what is gone, and with what was accepted now. */
  readonly next: Baseline;
  readonly junit: string;
  readonly sarif: string;
}
