import type { Place } from '../../shared/records.ts';
import type { AttributableExchange } from './model.ts';
import type { Run } from './run.ts';

/** Where an exchange holds a value; `first` = its response is the first message of the run that holds it. */
export const FINDS = ['nowhere', 'path', 'query', 'body', 'token', 'first', 'response'] as const;
export type Find = (typeof FINDS)[number];
export const FIRST = FINDS.indexOf('first');
export const RESPONSE = FINDS.indexOf('response');

/** Everything known about one value: who holds it, and where. Finds are positions in {@link FINDS}. */
export interface Holders {
  /** Exchange position → the strongest find. */
  readonly finds: ReadonlyMap<number, number>;
  /** Per find: how many exchanges. */
  readonly counts: readonly number[];
  /** Per kind of exchange and find: how many. */
  readonly countsByKind: ReadonlyMap<number, readonly number[]>;
}

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
export const kindName = (exchange: AttributableExchange) => `${exchange.endpoint} ${statusClass(exchange.status)}`;

export const isInteger = (value: string) => /^-?\d{1,15}$/.test(value);

/** Indexes the values that some row has, under the row's text; all others cannot be evidence. */
export function indexValues(run: Run): ValueIndex {
  const kinds = numberKinds(run);
  const holders = new Map<string, Holders>();
  for (const [value, finds] of collectFinds(run, rowTexts(run))) holders.set(value, describe(run, finds, kinds.kindOf));
  return { size: run.exchanges.length, holders, ...kinds, integers: run.exchanges.map(countIntegers) };
}

/** Every text that stands for a row's value in an exchange → that value. */
function rowTexts({ transactions }: Run): Map<string, string> {
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

function collectFinds({ exchanges }: Run, texts: ReadonlyMap<string, string>): Map<string, Map<number, number>> {
  const found = new Map<string, Map<number, number>>();
  exchanges.forEach(({ values }, position) => {
    for (const { value, place } of values) {
      const rowValue = texts.get(value);
      if (rowValue === undefined) continue;
      const finds = found.get(rowValue) ?? new Map<number, number>();
      found.set(rowValue, finds);
      finds.set(position, Math.min(findOf(place), finds.get(position) ?? RESPONSE));
    }
  });
  return found;
}

const findOf = (place: Place) => FINDS.indexOf(place);

function describe({ exchanges }: Run, finds: Map<number, number>, kindOf: readonly number[]): Holders {
  let earliestEnd = Number.POSITIVE_INFINITY;
  for (const position of finds.keys()) earliestEnd = Math.min(earliestEnd, exchanges[position]?.endUs ?? earliestEnd);
  const counts = FINDS.map(() => 0);
  const countsByKind = new Map<number, number[]>();
  for (const [position, find] of finds) {
    const isFirst = find === RESPONSE && (exchanges[position]?.startUs ?? Number.POSITIVE_INFINITY) <= earliestEnd;
    if (isFirst) finds.set(position, FIRST);
    const kind = kindOf[position] ?? 0;
    const ofKind = countsByKind.get(kind) ?? FINDS.map(() => 0);
    countsByKind.set(kind, ofKind);
    for (const tally of [counts, ofKind]) tally[isFirst ? FIRST : find] = (tally[isFirst ? FIRST : find] ?? 0) + 1;
  }
  return { finds, counts, countsByKind };
}

function countIntegers({ values }: AttributableExchange): number[] {
  const counts = FINDS.map(() => 0);
  for (const { value, place } of values) if (isInteger(value)) counts[findOf(place)] = (counts[findOf(place)] ?? 0) + 1;
  counts[FIRST] = counts[RESPONSE] ?? 0;
  return counts;
}
