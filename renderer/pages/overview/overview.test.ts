import { expect, test } from 'vitest';
import { ageWords, differenceWords, needEnd, needWords } from '../../../shared/overview-text.ts';
import type { Need, OverviewStep } from '../../../shared/overview-views.ts';
import { stepsSummary } from './overview-words.ts';

const step = (id: number, part: Partial<OverviewStep>): OverviewStep => ({
  id,
  atMs: 0,
  waiting: 0,
  underway: 0,
  regressed: 0,
  exception: 0,
  proved: 0,
  ...part,
});

test('the burn-down in words: its first bar and its last', () => {
  expect(stepsSummary([])).toBe('No run yet.');
  expect(stepsSummary([step(3, { waiting: 2 })])).toBe('Findings after run 3. Now: 2 not planned yet.');
  expect(stepsSummary([step(1, { waiting: 4 }), step(3, { regressed: 1, proved: 3 })])).toBe(
    'Findings after each of 2 runs. After run 1: 4 not planned yet. Now: 1 regressed, 3 proved fixed.',
  );
});

test('differences and ages', () => {
  expect(differenceWords(21, 27, 6)).toBe('6 fewer than after run 6');
  expect(differenceWords(28, 27, 6)).toBe('1 more than after run 6');
  expect(differenceWords(27, 27, 6)).toBe('as many as after run 6');
  const day = 86_400_000;
  expect([0, day - 1, day, 19.5 * day].map(ageWords)).toEqual(['today', 'today', '1 day', '19 days']);
});

test('what needs someone, and by when or whom', () => {
  const need = (reason: Need['reason'], owner: string | null = null): Need => ({
    key: 'k',
    endpoint: { id: 1, method: 'GET', origin: 'http://app.example', route: '/a' },
    rule: 'safe-method-writes',
    verdict: 'broken',
    status: 'detected',
    owner,
    reason,
  });
  expect(needWords(need({ kind: 'regressed', run: 7 }))).toBe('came back in run 7');
  expect(needWords(need({ kind: 'more-calls', calls: 90 }))).toBe(
    'Safe method writes: about 90 more calls would decide',
  );
  expect(needEnd(need({ kind: 'regressed', run: 7 }, 'J. Lindt'))).toBe('J. Lindt');
  expect(needEnd(need({ kind: 'more-calls', calls: 90 }))).toBe('no owner');
  expect([0, 1, 9].map((days) => needEnd(need({ kind: 'exception-ends', days })))).toEqual([
    'today',
    'in 1 day',
    'in 9 days',
  ]);
});
