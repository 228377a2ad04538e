import { formatCount, plural } from '../../shared/text.ts';
import type { FixPreview } from '../../shared/tracking-views.ts';

/** What runs that are there make of a live date, for people who are about to set it. */
export function followsFrom(previews: readonly FixPreview[]): { readonly words: string; readonly regressed: number } {
  const regressed = previews.filter(({ status }) => status === 'regressed');
  const verified = previews.filter(({ status }) => status === 'verified');
  const [first] = regressed;
  if (previews.length === 1) return { words: ofOne(previews[0] as FixPreview), regressed: regressed.length };
  const parts = [
    ...(first ? [`${several(regressed.length)} Regressed at once: ${first.fix.summary}. ${OTHER_DAY}`] : []),
    ...(verified.length > 0 ? [`${several(verified.length)} Verified at once.`] : []),
  ];
  return { words: parts.join(' ') || 'No run since then shows a fault.', regressed: regressed.length };
}

const several = (count: number): string => `${formatCount(count)} ${plural(count, 'finding')} would be`;

/** A run of the very day counts: whether it was recorded before or after the change, its files do not say. */
const OTHER_DAY = 'If it was recorded before the fix, choose a later day.';

function ofOne({ status, fix }: FixPreview): string {
  if (status === 'regressed') return `It would be Regressed at once: ${fix.summary}. ${OTHER_DAY}`;
  if (status === 'verified') return `It would be Verified at once. ${fix.summary}.`;
  return `${fix.summary}.`;
}
