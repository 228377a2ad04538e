import { expect, test } from 'vitest';
import { matchGiven, templateFault, toGiven } from './given-templates.ts';

const GIVEN = toGiven([
  '/items/{collection}/{id}',
  '/items/articles/{id}',
  '/reports/{id}.json',
  '/reports/{name}',
  '/a b/{id}',
]);

test.each<[path: string, template: string | undefined]>([
  ['/items/tags/7', '/items/{collection}/{id}'],
  ['/items/articles/7', '/items/articles/{id}'],
  ['/items/articles/7;jsessionid=AB', '/items/articles/{id}'],
  ['/items/articles', undefined],
  ['/items//7', undefined],
  ['/reports/5.json', '/reports/{id}.json'],
  ['/reports/5.xml', '/reports/{name}'],
  ['/reports/.json', '/reports/{name}'],
  ['/a%20b/7', '/a b/{id}'],
])('%s is taken by the most exact template, %s', (path, template) => {
  expect(matchGiven(path, GIVEN)).toBe(template);
});

test.each<[template: string, fault: string | null]>([
  ['/a/{id}', null],
  ['/', null],
  ['/a/{id}.json', null],
  ['a', 'A route begins with /'],
  ['/a?b=1', 'A route has no query, no # and no spaces'],
  ['/a/{id', 'A { or } stands alone: write {name}'],
  ['/a/{}', 'A parameter needs a name: {id}'],
  ['/a/{1 x}', 'A route has no query, no # and no spaces'],
  ['/a/{1x}', '{1x} is no name: letters, digits, . _ and -'],
  ['/a/{id}/{id}', '{id} stands in it twice'],
])('%j: %s', (template, fault) => {
  expect(templateFault(template)).toBe(fault);
});
