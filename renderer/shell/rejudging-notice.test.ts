import { expect, test } from 'vitest';
import { rejudgingSentence } from './rejudging-notice.tsx';

test.each([
  [
    { judged: null, failed: null },
    'Rules have changed since this workspace was last judged: judging again; until then the older verdicts are shown.',
  ],
  [
    { judged: { endpoints: 34, of: 1200, share: 0.1 }, failed: null },
    'Rules have changed since this workspace was last judged: judging again, 34 of 1,200 endpoints; until then the older verdicts are shown.',
  ],
  [
    { judged: null, failed: 'disk full' },
    'Rules have changed since this workspace was last judged, and it could not be judged again: disk full. The older verdicts are shown. The next start tries again.',
  ],
])('%j', (state, sentence) => {
  expect(rejudgingSentence(state)).toBe(sentence);
});
