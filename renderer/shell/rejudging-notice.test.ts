import { expect, test } from 'vitest';
import { rejudgingSentence } from './rejudging-notice.tsx';

test.each([
  [
    { why: 'rules', judged: null, failed: null },
    'Rules have changed since this workspace was last judged: judging again; until then the older verdicts are shown.',
  ],
  [
    { why: 'rules', judged: { endpoints: 34, of: 1200, share: 0.1 }, failed: null },
    'Rules have changed since this workspace was last judged: judging again, 34 of 1,200 endpoints; until then the older verdicts are shown.',
  ],
  [
    { why: 'rules', judged: null, failed: 'disk full' },
    'Rules have changed since this workspace was last judged, and it could not be judged again: disk full. The older verdicts are shown. The next start tries again.',
  ],
  [
    { why: 'decision', judged: { endpoints: 1, of: 1, share: 0.1 }, failed: null },
    'What verdicts rest on has been changed: judging again, 1 of 1 endpoint; until then the older verdicts are shown.',
  ],
] as const)('%j', (state, sentence) => {
  expect(rejudgingSentence(state)).toBe(sentence);
});
