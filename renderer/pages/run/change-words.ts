import {
  CHANGE_KINDS,
  type ChangedFinding,
  type ChangeKind,
  type ComparedRuns,
  type SaidInRun,
} from '../../../shared/compare-views.ts';
import { listOf, tableWord } from '../../../shared/text.ts';
import type { RuleId } from '../../../shared/words.ts';
import { countedOf, deedOf } from '../../components/count-words.ts';
import { count } from '../../components/format.ts';
import { grouped } from '../../data/grouped.ts';

/** The words for what became of findings between two runs. */

export const KIND_NAMES: Readonly<Record<ChangeKind, string>> = {
  regressed: 'Regressed',
  new: 'New',
  changed: 'Changed',
  proved: 'Proved fixed',
  quiet: 'Gone quiet',
  'not-seen': 'Not seen',
};

export const KIND_NOTES: Readonly<Record<ChangeKind, string>> = {
  regressed: 'Came back after the fix was live.',
  new: 'Not found in any run up to the compared one.',
  changed: 'Another verdict, or other tables.',
  proved: 'Enough calls since the fix, and none showed it.',
  quiet: 'Called, and not found: a sign, no proof. Ship the fix and let later runs prove it.',
  'not-seen': 'Not called in this run, or not in a way that tells. That says nothing: not seen is never fixed.',
};

/** `52 of 60 calls wrote`, `2 of 257 PATCHes could undo others`. */
export const saidWords = ({ wrote, calls }: SaidInRun, rule: RuleId): string =>
  `${countedOf(rule, wrote, calls)} ${deedOf(rule)}`;

/** Why the later run says nothing of it. */
export const silentWords = ({ called }: ChangedFinding): string => (called ? 'called, could not tell' : 'not called');

/** What of its tables is other than before; empty where nothing is. */
export function tablesWords({ kind, tablesAdded, tablesGone }: ChangedFinding): string {
  if (kind === 'quiet' || kind === 'proved') return '';
  return [
    tablesAdded.length > 0 ? `now also writes ${listOf(tablesAdded.map(tableWord))}` : '',
    tablesGone.length > 0 ? `no longer writes ${listOf(tablesGone.map(tableWord))}` : '',
  ]
    .filter(Boolean)
    .join('; ');
}

/** `Run 4 against run 2: 1 regressed, 4 not seen.` for readers, who do not see the page fill. */
export function comparedWords({ run, vs, findings }: ComparedRuns): string {
  const byKind = grouped(findings, ({ kind }) => kind);
  const parts = CHANGE_KINDS.flatMap((kind) => {
    const of = byKind.get(kind)?.length ?? 0;
    return of === 0 ? [] : [`${count(of)} ${KIND_NAMES[kind].toLowerCase()}`];
  });
  return `Run ${run} against run ${vs}: ${parts.join(', ') || 'no finding is other'}.`;
}
