import { expect, test } from 'vitest';
import { dossierOf, type StoryCall } from '../../story-for-tests.ts';
import { conditionOfOffence } from './offenders.ts';

let rows = 0;
const reads = (over: Partial<StoryCall> = {}): StoryCall => ({ call: 'GET /courses/7', ...over });
const writes = (over: Partial<StoryCall> = {}): StoryCall =>
  reads({ writes: [{ table: 'visits', before: null, after: { id: ++rows, course: 7 } }], ...over });
const condition = (...calls: StoryCall[]) => {
  const dossier = dossierOf({ calls }, 'GET /courses/{id}');
  return conditionOfOffence(dossier, dossier.writes).words;
};
const several = (count: number, call: () => StoryCall): StoryCall[] => Array.from({ length: count }, call);

test.each<[string, StoryCall[], string | null]>([
  ['nothing sets them apart', [writes(), reads(), reads(), writes(), writes(), reads()], null],
  ['every call', several(5, writes), null],
  [
    'one client',
    [...several(3, () => writes({ client: 'app/2' })), ...several(3, () => reads({ client: 'web/1' }))],
    'Only calls of app/2 write.',
  ],
  ['one client, too few others', [writes({ client: 'app/2' }), reads({ client: 'web/1' })], null],
  [
    'the first of a resource',
    [1, 2].flatMap((id) => [
      writes({ call: `GET /courses/${id}` }),
      ...several(2, () => reads({ call: `GET /courses/${id}` })),
    ]),
    'Only the first call of a resource writes: it makes what later ones find.',
  ],
  [
    'the first of a user',
    ['ann', 'bob'].flatMap((user) => [writes({ user }), ...several(2, () => reads({ user }))]),
    'Only the first call of a user writes: it makes what later ones find.',
  ],
  ['every third', several(4, writes).flatMap((call) => [reads(), reads(), call]), 'One in 3 calls writes, by count.'],
  [
    'prefetches',
    [writes({ headers: { 'Sec-Purpose': 'prefetch' } }), ...several(3, reads)],
    'Only prefetches, link scanners or bots set it off: nobody meant it.',
  ],
  [
    'scanners',
    [writes({ client: 'Mimecast-Scanner/1' }), ...several(3, () => reads({ client: 'web/1' }))],
    'Only prefetches, link scanners or bots set it off: nobody meant it.',
  ],
])('%s', (_, calls, words) => {
  expect(condition(...calls)).toBe(words);
});
