import { expect, test } from 'vitest';
import { findingLink } from './finding-link.ts';

const endpoint = { id: 1, method: 'GET', origin: 'http://x', route: '/flows/{id}' };

test.each([
  ['a finding', endpoint, 'safe-method-writes', '[GET /flows/{id}: safe method writes](http://a/b)'],
  ['an endpoint', endpoint, undefined, '[GET /flows/{id}](http://a/b)'],
  [
    'a route with a link',
    { ...endpoint, route: '/](http://evil)[' },
    undefined,
    '[GET /\\](http://evil)\\[](http://a/b)',
  ],
] as const)('%s is one link', (_what, name, rule, link) => {
  expect(findingLink(name, rule, 'http://a/b')).toBe(link);
});
