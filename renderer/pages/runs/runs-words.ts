import { CHANGE_KINDS, type ChangeKind } from '../../../shared/compare-views.ts';
import type { ListedRun, RunFound } from '../../../shared/run-views.ts';
import { count, micros } from '../../components/format.ts';
import { KIND_NAMES } from '../run/change-words.ts';
import { lasting } from '../run/run-words.ts';

const S = 1_000_000;

/** `1.7 s ahead, corrected`, `agrees`, `not measured`. */
export function clockWords(clock: ListedRun['clock']): string {
  if (clock === null) return 'not measured';
  if (!clock.corrected) return 'agrees';
  const far = Math.abs(clock.offsetUs);
  return `${far < S ? micros(Math.round(far)) : lasting(far)} ${clock.offsetUs < 0 ? 'behind' : 'ahead'}, corrected`;
}

/** Those that mean something by themselves; who was not seen or went quiet stands in the comparison. */
const TOLD: readonly ChangeKind[] = ['regressed', 'new', 'changed', 'proved'];

/** `1 regressed, 2 new`; the rest only where there is nothing else to say. */
export function foundWords(found: RunFound | null): string {
  if (found === null) return 'first run';
  const told = CHANGE_KINDS.filter((kind) => TOLD.includes(kind) && found[kind] > 0);
  return told.map((kind) => `${count(found[kind])} ${KIND_NAMES[kind].toLowerCase()}`).join(', ') || 'nothing new';
}
