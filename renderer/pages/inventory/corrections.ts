import { parseFilter, replaceTerm, type Term, writeTerm } from '../../../shared/filter-language.ts';
import { compileFilter, type FilterLanguage } from '../../../shared/filter-match.ts';
import { nearestWord } from '../../../shared/near-name.ts';

export interface Correction {
  /** The filter with one value put right. */
  readonly text: string;
  /** Rows it finds. */
  readonly count: number;
}

/** What a filter that finds nothing probably meant: one value replaced by the nearest that the rows have. */
export function corrections<Row>(language: FilterLanguage<Row>, rows: readonly Row[], text: string): Correction[] {
  return parseFilter(text)
    .flatMap((term) => correct(language, rows, text, term) ?? [])
    .sort((a, b) => b.count - a.count);
}

function correct<Row>(
  language: FilterLanguage<Row>,
  rows: readonly Row[],
  text: string,
  term: Term,
): Correction | null {
  const words = language.fields.find((field) => field.name === term.name)?.words;
  const value = term.values[0];
  if (!words || value === undefined || term.negated) return null;
  const near = nearestWord(value, [...new Set(rows.flatMap((row) => [...words(row)]))]);
  if (near === null) return null;
  const corrected = replaceTerm(text, term, writeTerm(term.name ?? '', near));
  const count = rows.filter(compileFilter(language, corrected).matches).length;
  return count > 0 ? { text: corrected, count } : null;
}
