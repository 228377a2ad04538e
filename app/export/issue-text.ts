import { provenWhen } from '../../shared/proving.ts';
import { ruleWords } from '../../shared/text.ts';
import type { ListedFinding } from './list-input.ts';
import { code, list, paragraphs, plain } from './markdown.ts';
import { callOf, deedsOf, toldTables } from './wording.ts';

/** Findings as text to paste into a tracker: one issue each, a rule between. */
export const issueText = (findings: readonly ListedFinding[], callsToProve: number): string =>
  `${findings.map((finding) => issue(finding, callsToProve)).join('\n\n---\n\n')}\n`;

function issue(
  { endpoint, rule, summary, texts, tables, clients, tracking, key }: ListedFinding,
  callsToProve: number,
): string {
  const proven = provenWhen(rule, callsToProve);
  const deeds = deedsOf(toldTables(tables), 'now');
  return paragraphs([
    `# ${code(callOf(endpoint))}: ${ruleWords(rule)}`,
    `${plain(summary)} Server: ${plain(endpoint.origin)}.`,
    deeds.length === 0 ? null : `What it does to the database:\n\n${list(deeds.map(plain))}`,
    `**Why it matters.** ${plain(texts.why)}`,
    `**What to do.** ${plain(texts.remedy)}`,
    clients.length === 0 ? null : `**Who calls it.** ${plain(clients.join(', '))}`,
    proven === null ? null : `**Done when** it is proved by ${proven}.`,
    tracking.owner === null ? null : `Owner: ${plain(tracking.owner)}`,
    `Finding: ${code(key)}`,
  ]);
}
