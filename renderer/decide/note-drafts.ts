import type { FindingRow } from '../../shared/views.ts';

type Findings = readonly Pick<FindingRow, 'key'>[];

/** Notes begun and not saved, by the findings they are on; until the window closes. */
const drafts = new Map<string, string>();

const keyOf = (findings: Findings): string =>
  findings
    .map(({ key }) => key)
    .sort()
    .join('\n');

/** What was written and not saved; empty where nothing was. */
export const draftOf = (findings: Findings): string => drafts.get(keyOf(findings)) ?? '';

export function keepDraft(findings: Findings, text: string): void {
  drafts.set(keyOf(findings), text);
}

export function forgetDraft(findings: Findings): void {
  drafts.delete(keyOf(findings));
}
