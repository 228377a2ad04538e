import { expect, test } from 'vitest';
import { awaitedWords } from './awaited-words.ts';

const at = (endpoints: number, secondsLeft: number | null) => ({
  judged: { endpoints, of: 1200, share: endpoints / 1200 },
  secondsLeft,
});

test.each([
  ['before anything is known', null, 'Judging with these routes…'],
  ['at the first figure', at(0, null), 'Judging with these routes: 0 of 1,200 endpoints'],
  ['on the way', at(340, 12), 'Judging with these routes: 340 of 1,200 endpoints, about 12 s left'],
  ['near the end', at(1200, 0), 'Judging with these routes: 1,200 of 1,200 endpoints, about 1 s left'],
])('%s', (_when, state, words) => {
  expect(awaitedWords('Judging with these routes', state)).toBe(words);
});
