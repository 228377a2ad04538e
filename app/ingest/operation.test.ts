import { expect, test } from 'vitest';
import { operationOf } from './operation.ts';

const NO_MESSAGE = { headers: [], body: null };
const json = (value: unknown) => ({
  headers: [],
  body: { mime: 'application/json', text: JSON.stringify(value), size: null, state: 'full' as const },
});
const graphql = (query: unknown, more: object = {}, path = '/graphql') =>
  operationOf({ method: 'POST', path, query: [], request: json({ query, ...more }) });
const asked = (method: string, ...query: [string, string][]) =>
  operationOf({ method, path: '/posts', query, request: NO_MESSAGE });

test.each<[string | null, string | null]>([
  [graphql('{ articles { id } }'), 'query articles'],
  [graphql('query Home($n: Int) { articles { id } }'), 'query Home'],
  [graphql('mutation { create_article(data: {}) { id } }'), 'mutation create_article'],
  [graphql('mutation($d: D!) { alias: create_article(data: $d) { id } }'), 'mutation create_article'],
  [graphql('# a { comment\nquery A { a }\nmutation B { b }', { operationName: 'B' }), 'mutation B'],
  [graphql('fragment F on A { id }\nquery Q { a { ...F } }'), 'query Q'],
  [graphql('query Q { a }', {}, '/api'), 'query Q'],
  [graphql('search words', {}, '/api'), null],
  [graphql('{ not: graphql', {}, '/search'), null],
  [graphql(null, { operationName: 'Home', extensions: { persistedQuery: {} } }), 'operation Home'],
  [asked('GET', ['query', 'mutation { x }']), 'mutation x'],
  [asked('GET', ['query', 'shoes']), null],
])('%s: %s', (found, wanted) => {
  expect(found).toBe(wanted);
});

test('several documents in one request', () => {
  const request = json([{ query: '{ a }' }, { query: 'mutation { b }' }]);
  expect(operationOf({ method: 'POST', path: '/graphql', query: [], request })).toBe('query a + mutation b');
});

test('another method by header, query or form', () => {
  const header = { headers: [['X-HTTP-Method-Override', 'put'] as const], body: null };
  const form = {
    headers: [],
    body: { mime: 'application/x-www-form-urlencoded', text: '_method=delete&a=1', size: null, state: 'full' as const },
  };
  expect(operationOf({ method: 'POST', path: '/posts/1', query: [], request: header })).toBe('as PUT');
  expect(operationOf({ method: 'POST', path: '/posts/1', query: [], request: form })).toBe('as DELETE');
  expect(asked('POST', ['_method', 'PATCH'])).toBe('as PATCH');
  const sdk = json({ where: { read: false }, _method: 'GET' });
  expect(operationOf({ method: 'POST', path: '/classes/Message', query: [], request: sdk })).toBe('as GET');
  expect(asked('POST', ['_method', 'POST'])).toBeNull();
  expect(asked('POST', ['_method', 'loud'])).toBeNull();
});

test('a verb in the query', () => {
  expect(asked('GET', ['page', '2'], ['action', 'delete'])).toBe('?action=delete');
  expect(asked('GET', ['action', 'delete_item'])).toBe('?action=delete_item');
  expect(asked('GET', ['action', 'history'])).toBeNull();
  expect(asked('GET', ['sort', 'delete'])).toBeNull();
  const form = {
    headers: [],
    body: {
      mime: 'application/x-www-form-urlencoded',
      text: 'action=edit&title=A',
      size: null,
      state: 'full' as const,
    },
  };
  expect(operationOf({ method: 'POST', path: '/api.php', query: [], request: form })).toBe('?action=edit');
});
