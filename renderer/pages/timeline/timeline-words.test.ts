import { expect, test } from 'vitest';
import { shortName } from './timeline-words.ts';

test.each([
  ['GET', '/items/articles/{id}', 24, 'GET /items/articles/{id}'],
  ['GET', '/items/articles/{id}', 23, 'GET …/articles/{id}'],
  ['GET', '/items/articles/{id}', 12, 'GET …/{id}'],
  ['GET', '/items/articles', 8, 'GET'],
  ['DELETE', '/items/articles', 5, ''],
])('%s %s in %d letters is %j', (method, route, letters, name) => {
  expect(shortName(method, route, letters)).toBe(name);
});
