import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { createTemplater, routeKey } from './route-templates.ts';

const get = (paths: readonly string[]) => paths.map((path) => ({ method: 'GET', path }));
const alone = (path: string, given: readonly string[] = []) => createTemplater(get([path]), given)('GET', path);
const together = (paths: readonly string[], given: readonly string[] = []): string[] => {
  const template = createTemplater(get(paths), given);
  return [...new Set(paths.map((path) => template('GET', path)))];
};
const numbered = (count: number, path: (at: number) => string) => Array.from({ length: count }, (_, at) => path(at));
const lines = (file: string) =>
  readFileSync(new URL(`fixtures/${file}`, import.meta.url), 'utf8')
    .trim()
    .split('\n');

test('the routes of real captures', () => {
  const requests = lines('directus-paths.txt').map((line) => {
    const [method = '', path = ''] = line.split(' ');
    return { method, path };
  });
  const template = createTemplater(requests, []);
  const routes = new Set(requests.map(({ method, path }) => `${method} ${template(method, path)}`));
  expect([...routes].sort()).toEqual(lines('directus-routes.txt'));
});

describe('segments that are parameters by themselves', () => {
  test.each([
    ['/users/5', '/users/{id}'],
    ['/users/9007199254740993123', '/users/{id}'],
    ['/files/2f0c3f9a-9a3e-4c5b-8c0e-0123456789ab', '/files/{id}'],
    ['/objects/507f1f77bcf86cd799439011', '/objects/{id}'],
    ['/commits/9fceb02d', '/commits/{id}'],
    ['/orders/01ARZ3NDEKTSV4RRFFQ69G5FAV', '/orders/{id}'],
    ['/links/V1StGXR8_Z5jdHi6B-myT', '/links/{id}'],
    ['/videos/dQw4w9WgXcQ', '/videos/{id}'],
    ['/drafts/ckq8x3f4g00012b5t9s7v1abc', '/drafts/{id}'],
    ['/days/2026-11-21', '/days/{date}'],
    ['/days/2026-11-21T20:19:21Z/stats', '/days/{date}/stats'],
    ['/courses/course-v1:OpenedX+DemoX+Demo/info', '/courses/{courseKey}/info'],
    ['/courses/course-v1%3AOpenedX%2BDemoX%2BDemo', '/courses/{courseKey}'],
    ['/xblock/block-v1:Org+C+R+type@problem+block@9f', '/xblock/{blockKey}'],
    ['/accounts/rhea%40example.org', '/accounts/{email}'],
    ['/confirm/masked·0123456789abcdef', '/confirm/{token}'],
    ['/confirm/masked%C2%B70123456789abcdef', '/confirm/{token}'],
    ['/static/index-D4pPU6pR.css', '/static/{file}'],
    ['/static/main.3f2a9c1b.chunk.js', '/static/{file}'],
    ['/media/8f14e45fceea167a5a36dedd4bea2543.png', '/media/{file}'],
  ])('%s → %s', (path, wanted) => expect(alone(path)).toBe(wanted));
});

describe('segments that stay as they are', () => {
  test.each([
    '/',
    '/api/v1/courses/',
    '/api/v2.1/users/me',
    '/items/articles/new',
    '/cafe/beef/decade',
    '/users/register/verify-email',
    '/docs/getting-started',
    '/rpc/getUserByNameAndOrganisation',
    '/rpc/getUserIDByName',
    '/rpc/searchByISBN13',
    '/robots.txt',
    '/extensions/sources/index.js',
    '/broken/%E0%A4%A',
  ])('%s', (path) => expect(alone(path)).toBe(path));
});

describe('names', () => {
  test.each([
    ['/items/articles/5/comments/7', '/items/articles/{articleId}/comments/{commentId}'],
    ['/courses/course-v1:a+b+c/units/12', '/courses/{courseKey}/units/{unitId}'],
    ['/course_categories/3/boxes/4', '/course_categories/{courseCategoryId}/boxes/{boxId}'],
    ['/compare/1/2', '/compare/{compareId}/{compareId2}'],
    ['/5/6', '/{id}/{id2}'],
    ['/reports/2026-01-01/2026-02-01', '/reports/{date}/{date2}'],
  ])('%s → %s', (path, wanted) => expect(alone(path)).toBe(wanted));
});

describe('words that are values', () => {
  test('many slugs in one place become one route', () => {
    expect(together(numbered(25, (at) => `/blog/posts/my-post-about-${'abcdefghijklmnopqrstuvwxyz'[at]}`))).toEqual([
      '/blog/posts/{slug}',
    ]);
  });

  test('few stay apart', () => {
    const paths = ['/items/articles', '/items/tags', '/items/articles/1', '/items/tags/2'];
    expect(together(paths)).toEqual(['/items/articles', '/items/tags', '/items/articles/{id}', '/items/tags/{id}']);
  });

  test('many plain words become one route, the words for actions stay', () => {
    const names = numbered(45, (at) => String.fromCharCode(97 + (at % 26)).repeat(3 + Math.floor(at / 26)));
    const users = names.map((name) => `/people/users/${name}`);
    expect(together([...users, '/people/users/me'])).toEqual(['/people/users/{slug}', '/people/users/me']);
  });

  test('words with another continuation stay apart', () => {
    const posts = numbered(25, (at) => `/blog/posts/my-post-${at}/comments`);
    expect(together([...posts, '/blog/posts/rss-feed'])).toEqual([
      '/blog/posts/{slug}/comments',
      '/blog/posts/rss-feed',
    ]);
  });

  test('ids of one generator are known by those beside them', () => {
    const ids = ['VAinyuUB8J', 'BlkYxOlrAF', 'cCDR9BwGGQ', 'MizgEqoYys'];
    expect(together(ids.map((id) => `/classes/Card/${id}`))).toEqual(['/classes/Card/{id}']);
    expect(together(['JedZrygZHj', 'QPfVLgGMgh', 'sYB6GwjOhb'].map((id) => `/classes/Card/${id}`))).toHaveLength(1);
    expect(together(['/classes/Card/k1kuQAks3e', '/classes/Card/ZUwPIIYzhe'])).toEqual(['/classes/Card/{id}']);
    expect(together(['/classes/Card/ZUwPIIYzhe'])).toEqual(['/classes/Card/ZUwPIIYzhe']);
    expect(together(['/users/D6tKXqpjpp'])).toEqual(['/users/{id}']);
  });

  test('numbered words are values, from three on', () => {
    const features = numbered(3, (at) => `/api/features/checkout-${at + 1}/tags`);
    expect(together([...features, '/api/features/overview/tags'])).toEqual([
      '/api/features/{slug}/tags',
      '/api/features/overview/tags',
    ]);
    expect(together(features.slice(1))).toHaveLength(2);
  });

  test('operations of one length stay apart', () => {
    const names = ['getUserById', 'getItemById', 'setUserById', 'addUserById'];
    expect(together(names.map((name) => `/rpc/v1/${name}`))).toHaveLength(4);
  });

  test('the first words of a path never become values', () => {
    expect(together(numbered(60, (at) => `/part-${'x'.repeat(at + 1)}`))).toHaveLength(60);
  });

  test('slugs below ids name both', () => {
    const paths = numbered(25, (at) => `/shops/${at}/products/red-shoe-${at}`);
    expect(together(paths)).toEqual(['/shops/{shopId}/products/{productSlug}']);
  });
});

describe('given templates', () => {
  test('win over what the segments look like', () => {
    expect(together(['/items/articles/5', '/items/tags/news'], ['/items/{collection}/{id}'])).toEqual([
      '/items/{collection}/{id}',
    ]);
  });

  test('the one with more static words wins', () => {
    const given = ['/items/{collection}/{id}', '/items/articles/{articleId}'];
    expect(together(['/items/articles/5', '/items/tags/5'], given)).toEqual([
      '/items/articles/{articleId}',
      '/items/{collection}/{id}',
    ]);
  });

  test('need every segment', () =>
    expect(alone('/items/articles/', ['/items/{collection}/{id}'])).toBe('/items/articles/'));
});

test('the key of a route does not depend on names', () => {
  expect(routeKey('/items/articles/{articleId}/comments/{commentId}')).toBe('/items/articles/{}/comments/{}');
});

test('generated keys with few digits are ids beside their like', () => {
  const words = ['BsUefuHJpN', '1IfPoRIEHA', 'TLwh2UjSrZ', 'QGpHEldACx', 'a1B2c3D4e5'];
  const paths = words.map((word) => ({ method: 'GET', path: `/parse/classes/Article/${word}` }));
  const template = createTemplater(paths, []);
  expect(new Set(paths.map(({ path }) => template('GET', path)))).toEqual(new Set(['/parse/classes/Article/{id}']));
});

test('numbered slugs, and slugs that go on alike, are values even when they are few', () => {
  const flags = ['banner-1', 'banner-2', 'login-upload-3', 'map-9'];
  const paths = [...flags, 'review-kuyazq'].map((flag) => ({
    method: 'GET',
    path: `/api/admin/features/${flag}/tags`,
  }));
  const template = createTemplater([...paths, { method: 'GET', path: '/api/admin/features/banner-1' }], []);
  expect(template('GET', '/api/admin/features/review-kuyazq/tags')).toBe('/api/admin/features/{slug}/tags');
  expect(template('GET', '/api/admin/features/banner-1')).toBe('/api/admin/features/{slug}');
});

test('parts of an application that have an operation in common stay apart', () => {
  const parts = ['client-metrics', 'feature-types', 'tag-types', 'flag-creators', 'api-tokens'];
  const paths = parts.map((part) => ({ method: 'GET', path: `/api/admin/${part}/validate` }));
  const template = createTemplater(paths, []);
  expect(template('GET', '/api/admin/tag-types/validate')).toBe('/api/admin/tag-types/validate');
});
