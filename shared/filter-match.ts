import { parseFilter, type Term } from './filter-language.ts';
import { nearestWord } from './near-name.ts';

/** One filter a page offers: `table:`, `calls:`. A field has words, numbers, or both. */
export interface FilterField<Row> {
  readonly name: string;
  /** What it filters by, for the list of filters: `table that is written`. */
  readonly about: string;
  readonly words?: (row: Row) => readonly string[];
  readonly numbers?: (row: Row) => readonly number[];
  /** Words match where they hold the value; otherwise the whole word has to. With `*` it is always the whole. */
  readonly part?: boolean;
  /** For what neither words nor numbers tell: whether the row has this value. */
  readonly has?: (row: Row, value: string) => boolean;
  /** Why a value cannot be used; null where it can. */
  readonly refuse?: (value: string) => string | null;
  /** Values worth offering besides those the rows have: `>5`. */
  readonly offers?: readonly string[];
}

/** Everything the filter of one page understands. */
export interface FilterLanguage<Row> {
  readonly fields: readonly FilterField<Row>[];
  /** What free words are looked for in. */
  readonly free: (row: Row) => readonly string[];
  /** Values of `sort:`. */
  readonly sorts: readonly string[];
}

/** A term that is ignored, and why. */
export interface FilterProblem {
  readonly term: Term;
  /** `No filter tabel:. Did you mean table:?` */
  readonly text: string;
  /** What the term should become, if that can be told. */
  readonly meant: string | null;
}

export interface CompiledFilter<Row> {
  readonly matches: (row: Row) => boolean;
  readonly problems: readonly FilterProblem[];
  /** The last `sort:`, with `-` in front where it was negated. */
  readonly sort: string | null;
  /** How many terms filter. */
  readonly active: number;
}

type Test<Row> = (row: Row) => boolean;

/** Makes the test for a text once, to be run over all rows. */
export function compileFilter<Row>(language: FilterLanguage<Row>, text: string): CompiledFilter<Row> {
  const terms = parseFilter(text).filter((term) => term.values.length > 0);
  const problems = terms.flatMap((term) => problemOf(language, term) ?? []);
  const wrong = new Set(problems.map((problem) => problem.term));
  const right = terms.filter((term) => !wrong.has(term));
  const tests = right.filter((term) => term.name !== 'sort').map((term) => testOf(language, term));
  const order = right.findLast((term) => term.name === 'sort');
  return {
    matches: (row) => tests.every((test) => test(row)),
    problems,
    sort: order ? `${order.negated ? '-' : ''}${order.values[0]}` : null,
    active: tests.length,
  };
}

function problemOf<Row>(language: FilterLanguage<Row>, term: Term): FilterProblem | null {
  if (term.name === null) return null;
  if (term.name === 'sort') return sortProblem(language, term);
  const field = language.fields.find((candidate) => candidate.name === term.name);
  if (!field) return unknownField(language, term, term.name);
  const refused = term.values.map((value) => field.refuse?.(value) ?? null).find((why) => why !== null);
  if (refused) return { term, text: refused, meant: null };
  if (field.words || field.has || term.values.every((value) => parseRange(value))) return null;
  return { term, text: `${term.name}: takes a number, as ${term.name}:>5 or ${term.name}:2..9.`, meant: null };
}

function unknownField<Row>(language: FilterLanguage<Row>, term: Term, name: string): FilterProblem {
  const names = [...language.fields.map((field) => field.name), ...(language.sorts.length > 0 ? ['sort'] : [])];
  const near = nearestWord(name, names);
  const meant = near && term.text.toLowerCase().replace(`${name}:`, `${near}:`);
  return { term, text: `No filter ${name}:.${near ? ` Did you mean ${near}:?` : ''}`, meant };
}

function sortProblem<Row>({ sorts }: FilterLanguage<Row>, term: Term): FilterProblem | null {
  const value = term.values[0] ?? '';
  if (sorts.includes(value)) return null;
  const near = nearestWord(value, sorts) ?? sorts.find((sort) => sort.startsWith(value)) ?? null;
  const text = near ? `Did you mean sort:${near}?` : `It takes ${sorts.join(', ')}.`;
  return { term, text: `No order sort:${value}. ${text}`, meant: near && `sort:${near}` };
}

function testOf<Row>(language: FilterLanguage<Row>, term: Term): Test<Row> {
  const field = language.fields.find((candidate) => candidate.name === term.name);
  const holds = field ? fieldTest(field, term.values) : freeTest(language, term.values[0] ?? '');
  return term.negated ? (row) => !holds(row) : holds;
}

function freeTest<Row>({ free }: FilterLanguage<Row>, value: string): Test<Row> {
  const isIn = wordTest(value, true);
  return (row) => free(row).some(isIn);
}

function fieldTest<Row>(field: FilterField<Row>, values: readonly string[]): Test<Row> {
  const { words, numbers, has } = field;
  const ranges = numbers ? values.flatMap((value) => parseRange(value) ?? []) : [];
  const wordTests = words ? values.map((value) => wordTest(value, field.part ?? false)) : [];
  return (row) =>
    (has !== undefined && values.some((value) => has(row, value))) ||
    (wordTests.length > 0 && words !== undefined && words(row).some((word) => wordTests.some((test) => test(word)))) ||
    (ranges.length > 0 &&
      numbers !== undefined &&
      numbers(row).some((number) => ranges.some((range) => range(number))));
}

function wordTest(value: string, part: boolean): (word: string) => boolean {
  const wanted = value.toLowerCase();
  if (wanted.includes('*')) {
    const pattern = new RegExp(`^${wanted.split('*').map(escapeRegExp).join('.*')}$`, 's');
    return (word) => pattern.test(word.toLowerCase());
  }
  return part ? (word) => word.toLowerCase().includes(wanted) : (word) => word.toLowerCase() === wanted;
}

const escapeRegExp = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

const NUMBER = String.raw`(\d+(?:\.\d+)?)\s*[%d]?`;
const COMPARED = new RegExp(`^(>=|<=|>|<)?${NUMBER}$`);
const BETWEEN = new RegExp(`^${NUMBER}\\.\\.${NUMBER}$`);

const COMPARE: Readonly<Record<string, (number: number, limit: number) => boolean>> = {
  '>': (number, limit) => number > limit,
  '<': (number, limit) => number < limit,
  '>=': (number, limit) => number >= limit,
  '<=': (number, limit) => number <= limit,
  '': (number, limit) => number === limit,
};

/** `>5`, `<=2.5`, `50%`, `30d`, `2..9`; null when it is none of these. */
export function parseRange(value: string): ((number: number) => boolean) | null {
  const between = BETWEEN.exec(value);
  if (between) return (number) => number >= Number(between[1]) && number <= Number(between[2]);
  const compared = COMPARED.exec(value);
  const compare = compared && COMPARE[compared[1] ?? ''];
  return compare ? (number) => compare(number, Number(compared[2])) : null;
}
