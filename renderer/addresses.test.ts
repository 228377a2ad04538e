import { expect, test } from 'vitest';
import { inventorySearch, parseSearch, stringifySearch } from './addresses.ts';

test('a filter stands in the address as typed and comes back whole', () => {
  const search = { q: 'method:GET,HEAD route:/api/* "a b" & 50%', run: 7, at: undefined };
  const written = stringifySearch(search);
  expect(written).toBe('?q=method:GET,HEAD%20route:/api/*%20%22a%20b%22%20%26%2050%25&run=7');
  expect(inventorySearch.parse(parseSearch(written))).toEqual({ q: search.q, run: 7 });
});

test('nothing set is no question mark', () => {
  expect(stringifySearch({ q: '', tab: undefined })).toBe('');
});

test('a wrong value is ignored and the rest of the address still counts', () => {
  const read = inventorySearch.parse(parseSearch('?tab=colour&run=x&q=7'));
  expect(read.tab).toBeUndefined();
  expect(read.run).toBeUndefined();
  expect(read.q).toBe('7');
});
