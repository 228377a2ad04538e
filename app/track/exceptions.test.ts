import { describe, expect, test } from 'vitest';
import type { Exception } from '../../shared/tracking-views.ts';
import { flagOf, notNeeded, returned } from './exceptions.ts';
import type { Seen } from './seen.ts';

const accepted: Exception = {
  reason: 'telemetry',
  words: 'Visit counter.',
  until: '2026-11-30',
  reopen: ['shown', 'other-table'],
  tables: ['public.page_hits'],
};
const run = (id: number, more: Partial<Seen> = {}): Seen => ({
  run: id,
  atMs: id,
  days: ['2026-11-21', '2026-11-21'],
  verdict: 'broken',
  calls: 6,
  wrote: 6,
  why: '',
  tables: ['public.page_hits'],
  shown: [],
  ...more,
});
const shown = run(2, { shown: ['data.id = page_hits.id'] });
const other = run(3, { tables: ['public.page_hits', 'public.enrolments'] });

describe('an exception', () => {
  test.each<[what: string, exception: Exception, seen: Seen[], today: string, why: string | null]>([
    ['stands on its last day', accepted, [run(1)], '2026-11-30', null],
    ['ends with its day', accepted, [run(1)], '2026-12-01', 'Exception ended 30 Nov 2026'],
    ['without an end does not end', { ...accepted, until: null }, [run(1)], '2999-01-01', null],
    [
      'reopens when a response shows it',
      accepted,
      [run(1), shown],
      '2026-11-21',
      'Reopened: a response carries page_hits.id as data.id in run 2',
    ],
    [
      'reopens when it writes another table',
      accepted,
      [run(1), other],
      '2026-11-21',
      'Reopened: it wrote enrolments in run 3',
    ],
    ['rests only on what it names', { ...accepted, reopen: ['other-table'] }, [shown], '2026-11-21', null],
    [
      'of an earlier version rests on its day',
      { reason: 'other', words: 'x', until: null },
      [shown, other],
      '2026-11-21',
      null,
    ],
    [
      'that broke and ended says that it broke',
      accepted,
      [shown],
      '2027-01-01',
      'Reopened: a response carries page_hits.id as data.id in run 2',
    ],
  ])('%s', (_what, exception, seen, today, why) => {
    expect(returned(exception, seen, today)?.why ?? null).toBe(why);
  });

  test('that returned says what it was before', () => {
    const back = returned(accepted, [], '2026-12-01');
    expect(back && flagOf(back, 'planned')).toBe('Exception ended 30 Nov 2026. Was: Planned');
  });

  test.each<[what: string, seen: Seen[], hint: string | null]>([
    ['while it writes', [run(1)], null],
    [
      'once it no longer does',
      [run(1), run(2, { verdict: 'holds', calls: 200, wrote: 0 }), run(3, { verdict: 'holds', calls: 12, wrote: 0 })],
      'Not needed any more? 0 of 212 calls broke the rule.',
    ],
    ['where it was not called since', [run(1), run(2, { verdict: 'not-judged', calls: 0 })], null],
    ['where it is unsure', [run(1, { verdict: 'holds' }), run(2, { verdict: 'unsure' })], null],
  ])('offers to end %s', (_what, seen, hint) => {
    expect(notNeeded(seen)).toBe(hint);
  });
});
