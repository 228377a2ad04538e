import type { AttributableExchange } from './model.ts';
import { countIntegers } from './value-index.ts';

/** An exchange with those of its values that some row has: no other can be evidence, and large runs have many. */
export interface KnownExchange extends AttributableExchange {
  /** How many integers it holds at each find, those that no row has included. */
  readonly integers: readonly number[];
}

/** The exchange with those of its values that a row holds; `texts` are the texts of all rows. */
export const knownOf = (exchange: AttributableExchange, texts: ReadonlyMap<string, string>): KnownExchange => ({
  ...exchange,
  values: exchange.values.flatMap((value) => {
    const row = texts.get(value.value);
    // The row's own text where it is the same, so that it stands in memory once.
    return row === undefined ? [] : [row === value.value ? { ...value, value: row } : value];
  }),
  integers: countIntegers(exchange),
});
