import { describe, expect, test } from 'vitest';
import type { CaptureFacts, Coverage, Side } from '../../../shared/run-views.ts';
import { ticksOf } from './axis-ticks.ts';
import { namedRun } from './run-order.ts';
import {
  backgroundNote,
  chartSummary,
  coverageWords,
  deciderWords,
  deedWords,
  intervalWords,
  lasting,
  leftOutWords,
  oftenWords,
  probabilityWords,
  recordWords,
  stepTime,
  timesWords,
  timeWords,
} from './run-words.ts';

const S = 1_000_000;
const H = 3_600 * S;
/** In local time, as it is shown. */
const START = new Date(2026, 10, 21, 20, 18, 2).getTime() * 1_000;
const side = (from: number, to: number, withoutTime = 0): Side => ({
  count: 9,
  withoutTime,
  span: [START + from * S, START + to * S],
});
const requests = side(0, 57);
const none: Side = { count: 0, withoutTime: 0, span: null };
const coverage = (commits: Side, more: Partial<Coverage>): Coverage => ({
  requests,
  commits,
  state: 'unknown',
  overlap: null,
  gapUs: null,
  zoneUs: null,
  buckets: null,
  ...more,
});

test('background is only told where there are requests', () => {
  const links = { run: 1, transactions: 9, linked: 0, background: 9, undecided: 0 };
  expect(backgroundNote({ exchanges: 3, links })).toMatch(/^No request caused these 9 transactions/);
  expect(backgroundNote({ exchanges: 0, links })).toMatch(/^This run holds no requests/);
});

describe('whether both sides cover the same minutes', () => {
  test('yes, and which goes on longer', () => {
    const both = coverage(side(3, 61, 2), { state: 'both', overlap: [START + 3 * S, START + 57 * S] });
    expect(coverageWords(both)).toEqual({
      good: true,
      answer: 'Yes: both cover 54 s, from 20:18:05 to 20:18:59.',
      advice: 'Requests begin 3.0 s earlier. Commits go on 4.0 s longer. Commits without a time, not drawn: 2.',
    });
  });

  test('no: what lies between, and what to do', () => {
    const apart = coverage(side(700, 760), { state: 'apart', gapUs: 643 * S });
    const words = coverageWords(apart);
    expect(words.answer).toBe(
      'No: the requests end 21 Nov, 20:18, the commits begin 21 Nov, 20:29, 10 min 43 s later.',
    );
    expect(words.advice).toContain('If so, the clock of one is wrong.');
  });

  test('no, and a time zone explains it', () => {
    const { good, answer, advice } = coverageWords(
      coverage(side(-7200, -7140), { state: 'apart', gapUs: 2 * H - 60 * S, zoneUs: 2 * H }),
    );
    expect(good).toBe(false);
    expect(answer).toBe('No: the commits end 21 Nov, 18:19, the requests begin 21 Nov, 20:18, 1 h 59 min later.');
    expect(advice).toContain('A shift of 2 h would lay one over the other');
  });

  test.each([
    [coverage(none, {}), 'This run has no change log.'],
    [coverage(requests, { requests: none }), 'This run has no requests.'],
    [coverage({ count: 5, withoutTime: 5, span: null }, {}), 'The change log has no commit times.'],
    [coverage(requests, { requests: { count: 5, withoutTime: 5, span: null } }), 'The requests have no times.'],
  ])('cannot be said where a side has no times', (given, answer) => {
    expect(coverageWords(given)).toMatchObject({ good: false, answer });
    expect(coverageWords(given).advice).toBeTruthy();
  });
});

const row = { requests: 0, linked: 0, background: 0, undecided: 0 };
const buckets = {
  fromUs: START,
  widthUs: S,
  rows: [
    { ...row, requests: 4, linked: 1, background: 2 },
    { ...row, requests: 7 },
    { ...row, undecided: 1 },
  ],
};

test('the picture as a sentence', () => {
  expect(chartSummary(coverage(requests, { buckets }))).toBe(
    '3 steps of 1.0 s from 20:18:02. Requests above, at most 7 in a step; commits below, at most 3. 1 step has both.',
  );
});

test('steps are named as precisely as they are wide', () => {
  expect(stepTime(buckets, 2)).toBe('20:18:04');
  expect(stepTime({ ...buckets, widthUs: S / 2 }, 1)).toBe('20:18:02.500');
  expect(stepTime({ ...buckets, widthUs: 24 * H }, 1)).toBe('22 Nov, 20:18');
});

test('ticks stand at round times', () => {
  const rows = Array.from({ length: 60 }, () => row);
  expect(ticksOf({ fromUs: START, widthUs: S, rows }).map((step) => step % 5)).toEqual(Array(12).fill(3));
  expect(ticksOf({ fromUs: START, widthUs: S, rows: [row] })).toEqual([0]);
});

test.each([
  [lasting(340), '340 µs'],
  [lasting(5 * S), '5.0 s'],
  [lasting(61 * S), '1 min 1 s'],
  [intervalWords({ medianUs: 5_012_000, spreadUs: 900 }), 'every 5.0 s'],
  [intervalWords(null), 'at no fixed interval'],
  [timesWords(1), 'once'],
  [timesWords(1061), '1,061 times'],
  [deedWords({ op: 'insert', table: 'public.heartbeats' }), 'insert heartbeats'],
  [deedWords({ op: 'update', table: 'audit.log', rows: 3 }), 'update audit.log, 3 rows'],
  [oftenWords(0.9991), 'over 99 of 100'],
  [oftenWords(0.87), '87 of 100'],
  [oftenWords(0.001), 'under 1 of 100'],
  [deedWords({ op: 'update', table: 'public.session', still: true }), 'update session without a change'],
  [probabilityWords(0.9991), '>0.99'],
  [probabilityWords(0.687), '0.69'],
  [probabilityWords(0.001), '<0.01'],
  [
    leftOutWords({ reason: 'no URL', count: 1, first: { index: 3, offset: 9882 } }),
    '1: no URL. It is record 3, at byte 9,882.',
  ],
  [
    leftOutWords({ reason: 'no URL', count: 12, first: { index: 3, offset: 9882 } }),
    '12: no URL. The first is record 3, at byte 9,882.',
  ],
])('%s', (said, words) => {
  expect(said).toBe(words);
});

test('a capture: what was read, and how exact its times are', () => {
  const capture = { kind: 'changes', records: 166, changes: 312, withoutTime: 0 } as CaptureFacts;
  expect(recordWords(capture)).toBe('166 transactions, 312 row changes');
  expect(timeWords({ ...capture, times: { kind: 'commit', resolutionUs: 1 } })).toBe('commit times, to 1 µs');
  expect(timeWords({ ...capture, times: null, withoutTime: 166 })).toBe('166 records without a time');
  expect(timeWords({ ...capture, times: null })).toBe('');
});

test('what would decide names the one endpoint where there is one', () => {
  expect(deciderWords('more-calls', 'GET /users/me')).toContain('More calls of GET /users/me');
  expect(deciderWords('id-for-call', 'GET /users/me')).toContain('which call');
  expect(deciderWords('id', 'GET /users/me')).not.toContain('/users/me');
});

test('a run has the day of its traffic, and that of its import only where nothing names a time', () => {
  const at = (spanUs: CaptureFacts['spanUs']) => ({ kind: 'changes', spanUs }) as CaptureFacts;
  const run = { id: 4, atMs: 9_000_000, captures: [at([2 * S, 3 * S]), at([S, 4 * S]), at(null)] };
  expect(namedRun(run)).toEqual({ id: 4, atMs: 1_000 });
  expect(namedRun({ ...run, captures: [at(null)] })).toEqual({ id: 4, atMs: 9_000_000 });
});
