import type { JudgedSoFar } from '../../shared/import-views.ts';
import { formatCount, plural } from '../../shared/text.ts';

/** Says how far judging is whenever another quarter is done: `34 of 120 endpoints judged`. */
export function createQuarterTeller(tell: (line: string) => void): (sofar: JudgedSoFar) => void {
  let told = 0;
  return ({ endpoints, of, share }) => {
    const quarter = Math.floor(share * 4);
    if (quarter <= told || quarter === 4) return;
    told = quarter;
    tell(`  ${formatCount(endpoints)} of ${formatCount(of)} ${plural(of, 'endpoint')} judged`);
  };
}
