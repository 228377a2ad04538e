import { expect, test } from 'vitest';
import { splitRoute } from './route-text.tsx';

test.each([
  ['/', '', '/'],
  ['/flows', '', '/flows'],
  ['/flows/{id}', '', '/flows/{id}'],
  ['/flows/trigger/{id}', '/flows/', 'trigger/{id}'],
  [
    '/courses/{courseKey}/xblock/{usage}/{handler}/{suffix}',
    '/courses/{courseKey}/xblock/{usage}/',
    '{handler}/{suffix}',
  ],
])('%s keeps its last two segments', (route, head, tail) => {
  expect(splitRoute(route)).toEqual([head, tail]);
  expect(splitRoute(route).join('')).toBe(route);
});
