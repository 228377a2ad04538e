import type { UnknownName } from '../../shared/report.ts';
import { plural } from '../../shared/text.ts';

/** So many names are told one by one. */
const MOST_TOLD = 8;

/** What a policy names that was not recorded, those first that look like a slip; empty where there is nothing. */
export function unknownLines(policy: string, unknown: readonly UnknownName[]): string[] {
  const slipsFirst = unknown.toSorted((a, b) => Number(a.nearest === null) - Number(b.nearest === null));
  const left = unknown.length - MOST_TOLD;
  return [
    ...slipsFirst.slice(0, MOST_TOLD).map((each) => `${policy}: ${sentenceOf(each)}`),
    ...(left > 0
      ? [`${policy}: ${left} more ${plural(left, 'name fits', 'names fit')} nothing that was recorded.`]
      : []),
  ];
}

function sentenceOf({ of, name, nearest }: UnknownName): string {
  const what = of === 'tables' ? 'no table or column that was written' : 'no path that was called';
  const meant = nearest === null ? '' : ` Was "${nearest}" meant?`;
  return `${of}: "${name}" fits ${what} here, so it changes nothing.${meant}`;
}
