import { expect, test } from 'vitest';
import type { Call, Content } from '../rule.ts';
import { freshnessOf } from './freshness.ts';

const answer = (headers: Record<string, string>): Content => ({
  header: (name) => headers[name] ?? null,
  body: undefined,
  hasHeaders: true,
  bodyState: 'none',
});
const DATE = 'Sun, 22 Nov 2026 10:00:00 GMT';

test.each<[Record<string, string>, number, ReturnType<typeof freshnessOf>]>([
  [{}, 200, 'stale'],
  [{ 'Cache-Control': 'max-age=60' }, 200, 'fresh'],
  [{ 'Cache-Control': 'private, Max-Age="60"' }, 200, 'fresh'],
  [{ 'Cache-Control': 'max-age=60', Age: '60' }, 200, 'stale'],
  [{ 'Cache-Control': 'max-age=0, must-revalidate' }, 200, 'stale'],
  [{ 'Cache-Control': 'no-cache, max-age=60' }, 200, 'stale'],
  [{ 'Cache-Control': 'no-store' }, 200, 'never'],
  [{ 'Cache-Control': 'max-age=60', Vary: '*' }, 200, 'never'],
  [{ 'Cache-Control': 's-maxage=60, max-age=0' }, 200, 'fresh'],
  [{ 'Cache-Control': 'max-age=60' }, 500, 'stale'],
  [{ Date: DATE, Expires: 'Sun, 22 Nov 2026 11:00:00 GMT' }, 200, 'fresh'],
  [{ Date: DATE, Expires: '0' }, 200, 'stale'],
  [{ ETag: '"1"' }, 200, 'stale'],
])('%j with %s is %s', (headers, status, wanted) => {
  expect(freshnessOf({ status } as Call, answer(headers))).toBe(wanted);
});
