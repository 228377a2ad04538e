import { describe, expect, test } from 'vitest';
import { readOpenApi } from './openapi.ts';

const YAML = `openapi: 3.1.0
info: { title: School, version: '1' }
servers:
  - url: https://{region}.school.test/{base}/
    variables: { region: { default: eu }, base: { default: v1 } }
  - url: /v2
paths:
  /courses/{courseKey}/home: { get: { responses: {} } }
  /reports/{id}.json: {}
  x-internal: {}
`;

describe('an OpenAPI file', () => {
  test('in YAML gives its paths below each of its servers', () => {
    expect(readOpenApi(YAML)).toEqual({
      title: 'School',
      templates: [
        '/v1/courses/{courseKey}/home',
        '/v1/reports/{id}.json',
        '/v2/courses/{courseKey}/home',
        '/v2/reports/{id}.json',
      ],
      left: [],
    });
  });

  test.each<[what: string, file: unknown, templates: string[]]>([
    ['Swagger 2 with a base path', { swagger: '2.0', basePath: '/api/', paths: { '/a/{id}': {} } }, ['/api/a/{id}']],
    ['no server', { openapi: '3.0.3', paths: { '/a/{id}': {} } }, ['/a/{id}']],
    [
      'a server without a path',
      { openapi: '3.0.3', servers: [{ url: 'https://a.test' }], paths: { '/a': {} } },
      ['/a'],
    ],
    [
      'a server named by a relative path',
      { openapi: '3.0.3', servers: [{ url: './v3' }], paths: { '/a': {} } },
      ['/v3/a'],
    ],
    ['a server named by a dot', { openapi: '3.0.3', servers: [{ url: '.' }], paths: { '/a': {} } }, ['/a']],
    [
      'one path at two hosts',
      { openapi: '3.0.3', servers: [{ url: 'https://a.test/x' }, { url: 'https://b.test/x' }], paths: { '/a': {} } },
      ['/x/a'],
    ],
  ])('JSON: %s', (_what, file, templates) => {
    expect(readOpenApi(JSON.stringify(file)).templates).toEqual(templates);
  });

  test('leaves out what cannot be a route, and says why', () => {
    const paths = { '/a/{id}/b/{id}': {}, '/a b': {}, 'a/{id}': {}, '/ok': {} };
    const { templates, left } = readOpenApi(JSON.stringify({ openapi: '3.0.0', paths }));
    expect(templates).toEqual(['/ok']);
    expect(left).toEqual([
      '/a/{id}/b/{id}: {id} stands in it twice',
      '/a b: A route has no query, no # and no spaces',
      'a/{id}: A route begins with /',
    ]);
  });

  test.each<[text: string, says: RegExp]>([
    ['{"paths": {"/a": {}}}', /no OpenAPI description/],
    ['openapi: 3.0.0', /holds no paths/],
    ['a: [1', /neither JSON nor YAML/],
    ['just text', /no OpenAPI description/],
    ['', /no OpenAPI description/],
    [
      'a: &a [x, x]\nb: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a, *a]\nc: [*b, *b, *b, *b, *b, *b, *b, *b, *b, *b]\n',
      /neither JSON nor YAML|no OpenAPI/,
    ],
  ])('%j is refused in words', (text, says) => {
    expect(() => readOpenApi(text)).toThrow(says);
  });
});
