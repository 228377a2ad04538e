import type { MigrationStatus, RuleId, TableClass, Verdict } from '../../shared/words.ts';

/** The words of the vocabulary as people read them. */

export const VERDICT_WORDS: Readonly<Record<Verdict, string>> = {
  broken: 'Broken',
  unsure: 'Unsure',
  allowed: 'Allowed',
  holds: 'Holds',
  'not-judged': 'Not judged',
};

export const STATUS_WORDS: Readonly<Record<MigrationStatus, string>> = {
  detected: 'Detected',
  triaged: 'Triaged',
  planned: 'Planned',
  'in-progress': 'In progress',
  shipped: 'Shipped',
  verified: 'Verified',
  exception: 'Exception',
  regressed: 'Regressed',
};

export const CLASS_WORDS: Readonly<Record<TableClass, string>> = {
  domain: 'Domain',
  telemetry: 'Telemetry',
  session: 'Session',
  ignored: 'Ignored',
};

export const RULE_WORDS: Readonly<Record<RuleId, string>> = {
  'safe-method-writes': 'Safe method writes',
};

const FORMAT_WORDS: Readonly<Record<string, string>> = {
  har: 'HAR',
  'wal2json-1': 'wal2json, format 1',
  'wal2json-2': 'wal2json, format 2',
};

/** A format's id as people know it; one that has no name yet is shown as it is. */
export const formatWords = (id: string): string => FORMAT_WORDS[id] ?? id;

/** What went wrong, for people. */
export function messageOf(error: unknown): string {
  return error instanceof Error && error.message ? error.message : 'It did not work, and no reason was given.';
}
