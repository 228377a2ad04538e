import type { AttributableExchange } from './model.ts';
import { countIntegers } from './value-index.ts';

/** An exchange with those of its values that some row has: no other can be evidence, and large runs have many. */
export interface KnownExchange extends AttributableExchange {
  /** How many integers it holds at each find, those that no row has included. */
  readonly integers: readonly number[];
}

export const knownOf = (exchange: AttributableExchange, texts: ReadonlyMap<string, string>): KnownExchange => ({
  ...exchange,
  values: exchange.values.filter(({ value }) => texts.has(value)),
  integers: countIntegers(exchange),
});
