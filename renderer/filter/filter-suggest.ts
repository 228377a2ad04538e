import { parseFilter, replaceTerm, type Term, writeTerm } from '../../shared/filter-language.ts';
import { compileFilter, type FilterField, type FilterLanguage } from '../../shared/filter-match.ts';

/** One line under the filter field. */
export interface Suggestion {
  /** What the term becomes: `table:page_hits`, or `table:` where a value is still to come. */
  readonly term: string;
  /** `table that is written`; '' for values. */
  readonly about: string;
  /** Rows it would leave; null where a value is still to come. */
  readonly count: number | null;
}

/** Suggestions at most. */
const MOST = 20;

/** What may stand at the end of a text, best first. Counts are of the rows that the other terms leave. */
export interface Suggester {
  readonly now: (text: string) => Suggestion[];
  /** The same in short steps, between which the page can do something else: counting 10,000 rows takes its time. */
  readonly inSteps: (text: string) => Generator<undefined, Suggestion[]>;
}

/** Values of one field with the number of rows that have each, most first. */
type Counted = readonly (readonly [word: string, rows: number])[];

/** The rows that the finished terms leave, counted by field; counted once while a term is typed. */
interface Left<Row> {
  readonly rows: readonly Row[];
  readonly counts: (field: FilterField<Row>) => Counted;
}

export function createSuggester<Row>(language: FilterLanguage<Row>, rows: readonly Row[]): Suggester {
  let newest: { readonly others: string; readonly left: Left<Row> } | null = null;
  function* inSteps(text: string): Generator<undefined, Suggestion[]> {
    const last = draftTerm(text);
    const others = last ? replaceTerm(text, last, '') : text.trim();
    if (newest?.others !== others) {
      newest = { others, left: leave(rows.filter(compileFilter(language, others).matches)) };
      yield;
    }
    const { left } = newest;
    for (const field of countedFields(language, last)) {
      left.counts(field);
      yield;
    }
    const sign = last?.negated ? '-' : '';
    const found = last?.name ? valuesOf(language, left, last) : namesOf(language, left, last);
    return found.slice(0, MOST).map((one) => ({ ...one, term: sign + one.term }));
  }
  return { inSteps, now: (text) => allSteps(inSteps(text)) };
}

function allSteps<Result>(steps: Generator<undefined, Result>): Result {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** Fields whose values are offered for what is being typed. */
function countedFields<Row>({ fields }: FilterLanguage<Row>, last: Term | null): readonly FilterField<Row>[] {
  if (last?.name) return fields.filter(({ name }) => name === last.name);
  return typedOf(last).length < VALUES_FROM ? [] : fields;
}

/** Letters from which on a free word is looked for among the values of all fields. */
const VALUES_FROM = 2;

const typedOf = (last: Term | null): string => last?.values[0]?.toLowerCase() ?? '';

function leave<Row>(rows: readonly Row[]): Left<Row> {
  const known = new Map<string, Counted>();
  return {
    rows,
    counts: (field) => {
      const counted = known.get(field.name) ?? countWords(field, rows);
      known.set(field.name, counted);
      return counted;
    },
  };
}

function countWords<Row>({ words }: FilterField<Row>, rows: readonly Row[]): Counted {
  const counts = new Map<string, number>();
  for (const row of rows) {
    const own = words?.(row) ?? [];
    for (const word of own.length > 1 ? new Set(own) : own) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
}

/** The term being typed: the last one, unless a space ended it. */
export function draftTerm(text: string): Term | null {
  const last = parseFilter(text).at(-1);
  return last && last.end === text.length ? last : null;
}

/** The text with the term being typed completed; finished terms end with a space, so that the next can begin. */
export function complete(text: string, { term }: Suggestion): string {
  const last = draftTerm(text);
  const before = last ? text.slice(0, last.start) : text;
  return `${before}${before && !before.endsWith(' ') ? ' ' : ''}${term}${term.endsWith(':') ? '' : ' '}`;
}

function namesOf<Row>(language: FilterLanguage<Row>, left: Left<Row>, last: Term | null): Suggestion[] {
  const typed = typedOf(last);
  const order = { name: 'sort', about: language.sorts.join(', ') };
  const names = [...language.fields, ...(language.sorts.length > 0 ? [order] : [])]
    .filter(({ name }) => name.startsWith(typed))
    .map(({ name, about }) => ({ term: `${name}:`, about, count: null }));
  if (typed.length < VALUES_FROM) return names;
  const values = language.fields.flatMap((field) => countedValues(field, left, typed));
  return [...names, ...values.sort((a, b) => (b.count ?? 0) - (a.count ?? 0))];
}

function valuesOf<Row>(language: FilterLanguage<Row>, left: Left<Row>, last: Term): Suggestion[] {
  const typed = (last.values.at(-1) ?? '').toLowerCase();
  if (last.name === 'sort') {
    const sorts = language.sorts.filter((sort) => sort.startsWith(typed));
    return sorts.map((sort) => ({ term: `sort:${sort}`, about: '', count: null }));
  }
  const field = language.fields.find((candidate) => candidate.name === last.name);
  if (!field) return [];
  return [...countedValues(field, left, typed), ...offersOf(language, field, left.rows, typed)];
}

function countedValues<Row>(field: FilterField<Row>, left: Left<Row>, typed: string): Suggestion[] {
  const found = left.counts(field).filter(([word]) => word.toLowerCase().includes(typed));
  return found.slice(0, MOST).map(([word, count]) => ({ term: writeTerm(field.name, word), about: '', count }));
}

function offersOf<Row>(
  language: FilterLanguage<Row>,
  { name, offers = [] }: FilterField<Row>,
  rows: readonly Row[],
  typed: string,
): Suggestion[] {
  return offers
    .filter((offer) => offer.startsWith(typed))
    .map((offer) => {
      const term = writeTerm(name, offer);
      return { term, about: '', count: rows.filter(compileFilter(language, term).matches).length };
    });
}
