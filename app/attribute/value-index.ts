import type { Place } from '../../shared/records.ts';
import { FINDS, FIRST, RESPONSE } from './finds.ts';
import { Holders } from './holders.ts';
import type { AttributableExchange, AttributableTransaction } from './model.ts';
import type { Run } from './run.ts';

export interface ValueIndex {
  readonly size: number;
  readonly holders: ReadonlyMap<string, Holders>;
  /** Exchanges of one endpoint and status class are of one kind. */
  readonly kindOf: readonly number[];
  readonly kindSizes: readonly number[];
  /** How many integers an exchange holds at a find: the more, the likelier a small one is there by chance. */
  readonly integers: readonly (readonly number[])[];
}

const statusClass = (status: number | null) => (status === null ? '-' : `${Math.floor(status / 100)}xx`);
const kindName = (exchange: AttributableExchange) => `${exchange.endpoint} ${statusClass(exchange.status)}`;

/** Integers stand in many places by chance, other values hardly ever. */
export const isInteger = (value: string) => /^-?\d{1,15}$/.test(value);

/** Indexes the values that some row has, under the row's text; all others cannot be evidence. */
export function indexValues(run: Run): ValueIndex {
  const kinds = numberKinds(run);
  const holders = collectFinds(run, rowTexts(run.transactions), kinds.kindOf);
  for (const each of holders.values()) markFirst(run, each);
  return { size: run.exchanges.length, holders, ...kinds, integers: run.exchanges.map(({ integers }) => integers) };
}

/** Every text that stands for a row's value in an exchange → that value. */
export function rowTexts(transactions: readonly AttributableTransaction[]): ReadonlyMap<string, string> {
  const texts = new Map<string, string>();
  for (const { values } of transactions)
    for (const { value, masked } of values) texts.set(value, value).set(masked, value);
  return texts;
}

function numberKinds({ exchanges }: Run) {
  const numbers = new Map<string, number>();
  const kindSizes: number[] = [];
  const kindOf = exchanges.map((exchange) => {
    const name = kindName(exchange);
    const kind = numbers.get(name) ?? numbers.size;
    numbers.set(name, kind);
    kindSizes[kind] = (kindSizes[kind] ?? 0) + 1;
    return kind;
  });
  return { kindOf, kindSizes };
}

function collectFinds(
  { exchanges }: Run,
  texts: ReadonlyMap<string, string>,
  kindOf: readonly number[],
): Map<string, Holders> {
  const found = new Map<string, Holders>();
  exchanges.forEach(({ values }, position) => {
    for (const { value, place } of values) {
      const rowValue = texts.get(value);
      if (rowValue === undefined) continue;
      let holders = found.get(rowValue);
      if (!holders) {
        holders = new Holders(kindOf);
        found.set(rowValue, holders);
      }
      holders.add(position, findOf(place));
    }
  });
  return found;
}

const findOf = (place: Place) => FINDS.indexOf(place);

/** Responses that begin before any holder has ended are the first to show the value. */
function markFirst({ exchanges }: Run, holders: Holders): void {
  let earliestEnd = Number.POSITIVE_INFINITY;
  for (const position of holders.exchanges)
    earliestEnd = Math.min(earliestEnd, exchanges[position]?.endUs ?? earliestEnd);
  holders.exchanges.forEach((position, i) => {
    const isFirst = (exchanges[position]?.startUs ?? Number.POSITIVE_INFINITY) <= earliestEnd;
    if (isFirst && holders.finds[i] === RESPONSE) holders.finds[i] = FIRST;
  });
}

/** How many integers an exchange holds in each place, by the position in `FINDS`. */
export function countIntegers({ values }: AttributableExchange): readonly number[] {
  if (!values.some(({ value }) => isInteger(value))) return NO_INTEGERS;
  const counts = FINDS.map(() => 0);
  for (const { value, place } of values) if (isInteger(value)) counts[findOf(place)] = (counts[findOf(place)] ?? 0) + 1;
  counts[FIRST] = counts[RESPONSE] ?? 0;
  return counts;
}

/** One for all that hold none. */
const NO_INTEGERS: readonly number[] = FINDS.map(() => 0);
