import { z } from 'zod';

/** Vocabularies that both sides and the exports use. */

export const TABLE_CLASSES = ['domain', 'telemetry', 'session', 'ignored', 'outbox'] as const;
export const tableClass = z.enum(TABLE_CLASSES);
/** What a write to a table, or to one of its columns, means; `outbox`: an event for others to act on. */
export type TableClass = z.infer<typeof tableClass>;

export const VERDICTS = ['broken', 'unsure', 'allowed', 'holds', 'not-judged'] as const;
const verdict = z.enum(VERDICTS);
export type Verdict = z.infer<typeof verdict>;

/** Rules that exist; each has a file of its name in app/audit/rules. */
export const RULE_IDS = [
  'safe-method-writes',
  'telemetry-read-back',
  'put-not-idempotent',
  'put-partial',
  'put-split-ownership',
  'put-shared-state',
  'patch-unconditional',
  'delete-side-effects',
  'failed-call-writes',
  'duplicate-post',
  'cached-side-effect',
] as const;
export const ruleId = z.enum(RULE_IDS);
export type RuleId = z.infer<typeof ruleId>;

/** How bad it is where a rule is broken; how sure that is, is another matter. */
export type Severity = 'error' | 'warning' | 'note';

export const STATUSES = [
  'detected',
  'triaged',
  'planned',
  'in-progress',
  'shipped',
  'verified',
  'exception',
  'regressed',
] as const;
export const migrationStatus = z.enum(STATUSES);
export type MigrationStatus = z.infer<typeof migrationStatus>;

/** Statuses a person may set; `exception` comes with a reason, the other two are set by proof. */
export const PERSON_STATUSES = ['detected', 'triaged', 'planned', 'in-progress', 'shipped'] as const;

/** The methods that IANA's registry of HTTP methods calls safe (RFC 9110 §9.2.1, RFC 7237), and that servers are sent. */
export const SAFE_METHODS: ReadonlySet<string> = new Set([
  'GET',
  'HEAD',
  'OPTIONS',
  'TRACE',
  'PROPFIND',
  'REPORT',
  'SEARCH',
  'QUERY',
]);

/** Whether callers may take an endpoint for read-only: by its method, by the one put in its place, or as a GraphQL query. */
export const isSafe = ({ method, route }: { readonly method: string; readonly route: string }): boolean =>
  SAFE_METHODS.has(method) || / query( |$)| as (?:GET|HEAD)$/.test(route);
