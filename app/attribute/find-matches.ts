import type { ValueMatch } from '../../shared/records.ts';
import type { AttributableExchange, AttributableTransaction, RowValue } from './model.ts';

/** Places a value is shown at most; a list that repeats it a hundred times proves no more. */
const MOST_PER_VALUE = 6;

/** Equal values on both sides, by the row's value: every place in the exchange, for every column that holds it. */
export function findMatches(
  exchange: AttributableExchange,
  transaction: AttributableTransaction,
): Map<string, ValueMatch[]> {
  const rows = rowsByText(transaction);
  const matches = new Map<string, ValueMatch[]>();
  for (const { place, field, value } of exchange.values) {
    for (const row of rows.get(value) ?? []) {
      const known = matches.get(row.value) ?? [];
      matches.set(row.value, known);
      if (known.length < MOST_PER_VALUE)
        known.push({ place, field, table: row.table, column: row.column, value: row.value });
    }
  }
  return matches;
}

function rowsByText({ values }: AttributableTransaction): Map<string, RowValue[]> {
  const rows = new Map<string, RowValue[]>();
  const seen = new Set<string>();
  for (const row of values) {
    const name = `${row.table}\n${row.column}\n${row.value}`;
    if (seen.has(name)) continue;
    seen.add(name);
    for (const text of new Set([row.value, row.masked])) rows.set(text, [...(rows.get(text) ?? []), row]);
  }
  return rows;
}
