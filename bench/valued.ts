import type { AttributableExchange, AttributableTransaction } from '../app/attribute/model.ts';

/** A value is rare where no more requests hold it: so many, or this share of all. */
const FEW = 3;
const SHARE = 0.02;

/**
 * Tells whether a transaction's rows carry a rare value of a request, so that values alone could decide: only there
 * can much be asked of attribution. Short numbers meet by chance and do not count.
 */
export function findValued(
  exchanges: readonly AttributableExchange[],
): (transaction: AttributableTransaction, exchangeId: number) => boolean {
  const holders = holdersOf(exchanges);
  const most = Math.max(FEW, SHARE * exchanges.length);
  return ({ values }, exchangeId) =>
    values.some(({ value, masked }) =>
      [value, masked].some((text) => {
        const found = holders.get(text);
        return found !== undefined && found.size <= most && found.has(exchangeId) && !/^-?\d{1,4}$/.test(text);
      }),
    );
}

function holdersOf(exchanges: readonly AttributableExchange[]): ReadonlyMap<string, ReadonlySet<number>> {
  const holders = new Map<string, Set<number>>();
  for (const { id, values } of exchanges) {
    for (const { value } of values) {
      const known = holders.get(value);
      if (known) known.add(id);
      else holders.set(value, new Set([id]));
    }
  }
  return holders;
}
