import { describe, expect, test } from 'vitest';
import { toCsv } from './csv.ts';
import { clearOfSecrets } from './secrets.ts';

describe('CSV', () => {
  test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\tx', '\rx', '＝1'])('%j is no formula', (text) => {
    const [, row] = toCsv(['a'], [[text]]).split('\r\n', 2);
    expect(row?.replace(/^"/, '')).toMatch(/^'/);
  });

  test('a route, a negative number and a date stay as they are', () => {
    expect(toCsv(['a', 'b', 'c'], [['/a-b', -1, '2027-01-31']])).toBe('a,b,c\r\n/a-b,-1,2027-01-31\r\n');
  });

  test('quotes, commas and line breaks stay inside their cell', () => {
    expect(toCsv(['a'], [['say "x", \nthen']])).toBe('a\r\n"say ""x"", \nthen"\r\n');
  });
});

test('masks are taken out and counted, in addresses, too', () => {
  const given = 'GET /a/masked·0123456789abcdef?x=masked%C2%B7fedcba9876543210 masked by nobody';
  expect(clearOfSecrets(given)).toEqual({ text: 'GET /a/(left out)?x=(left out) masked by nobody', leftOut: 2 });
});
