import { describe, expect, test } from 'vitest';
import { brokeIn, provedSoFar } from '../../shared/proving.ts';
import { RULE_IDS, type RuleId, type Verdict } from '../../shared/words.ts';
import { proveFix } from './proof.ts';
import type { Seen } from './seen.ts';

const RULE = 'safe-method-writes';
const LIVE = '2026-11-20';

let runs = 0;
function seen(day: string | null, verdict: Verdict, calls: number, wrote = 0, to = day): Seen {
  runs++;
  const days = day === null || to === null ? null : ([day, to] as const);
  return { run: runs, atMs: runs, days, verdict, calls, wrote, why: 'not called', tables: [], shown: [] };
}
const kept = (day: string | null, calls: number, verdict: Verdict = 'holds') => seen(day, verdict, calls);
const broke = (day: string, wrote: number, calls: number) => seen(day, 'broken', calls, wrote);
const prove = (history: readonly Seen[], rule: RuleId = RULE, needed = 180) => proveFix(rule, LIVE, history, needed);

describe('what runs make of a fix', () => {
  const after = '2026-11-21';
  const cases: readonly [what: string, history: () => Seen[], status: string, calls: number, summary: RegExp][] = [
    ['no run since', () => [], 'shipped', 0, /^No call seen since it is live; 180 calls would prove it$/],
    ['some calls', () => [kept(after, 41)], 'shipped', 41, /^41 of 180 calls, no write; 139 more to prove$/],
    ['one too few', () => [kept(after, 100), kept(after, 79)], 'shipped', 179, /1 more to prove/],
    [
      'enough, over two runs',
      () => [kept(after, 100), kept(after, 80)],
      'verified',
      180,
      /^0 of 180: at most 1.7 % could, 95 % sure$/,
    ],
    ['telemetry only counts as kept', () => [kept(after, 180, 'allowed')], 'verified', 180, /0 of 180/],
    ['a write', () => [kept(after, 41), broke(after, 9, 31)], 'regressed', 41, /^9 of 31 calls wrote in run \d+$/],
    [
      'a write after it was proved',
      () => [kept(after, 180), broke(after, 1, 3)],
      'regressed',
      180,
      /1 of 3 calls wrote/,
    ],
    ['regressed stays, however many follow', () => [broke(after, 1, 3), kept(after, 500)], 'regressed', 500, /1 of 3/],
    ['a write before it was live', () => [broke('2026-11-19', 6, 6), kept(after, 41)], 'shipped', 41, /41 of 180/],
    ['a write on the day itself', () => [broke(LIVE, 6, 6)], 'regressed', 0, /6 of 6/],
    ['a run across the day', () => [seen('2026-11-19', 'broken', 6, 6, after)], 'shipped', 0, /No call seen/],
    ['calls before it was live', () => [kept('2026-11-19', 500)], 'shipped', 0, /No call seen/],
    ['not called', () => [kept(after, 41), seen(after, 'not-judged', 0)], 'shipped', 41, /41 of 180/],
    ['unsure', () => [kept(after, 41), seen(after, 'unsure', 300, 3)], 'shipped', 41, /41 of 180/],
    ['files without times', () => [kept(null, 500)], 'shipped', 0, /No call seen/],
  ];
  test.each(cases)('%s', (_what, history, status, calls, summary) => {
    const proved = prove(history());
    expect(proved).toMatchObject({ status, fix: { calls } });
    expect(proved.fix.summary).toMatch(summary);
  });

  test('every run says what it adds, those that add nothing, too', () => {
    const history = [
      broke('2026-11-19', 6, 6),
      seen('2026-11-19', 'broken', 6, 6, '2026-11-21'),
      kept('2026-11-21', 31),
      seen('2026-11-22', 'not-judged', 0),
      seen('2026-11-23', 'unsure', 5),
    ];
    expect(prove(history).fix.runs.map(({ says, words }) => [says, words])).toEqual([
      ['nothing', 'recorded before the fix was live'],
      ['nothing', 'recorded across the day it went live: it counts neither way'],
      ['kept', '31 calls, no write'],
      ['nothing', 'not called: that proves nothing'],
      ['nothing', 'unsure: it counts neither way'],
    ]);
  });

  test('moves are told in the order of the traffic', () => {
    const { moves } = prove([kept('2026-11-21', 200), broke('2026-11-22', 2, 9), kept('2026-11-23', 500)]);
    expect(moves.map(({ to }) => to)).toEqual(['verified', 'regressed']);
  });

  test('a run that goes takes along what it proved', () => {
    const history = [kept('2026-11-21', 100), kept('2026-11-22', 100)];
    expect(prove(history).status).toBe('verified');
    expect(prove(history.slice(1)).status).toBe('shipped');
  });

  test('the number asked for is a setting', () => {
    expect(prove([kept('2026-11-21', 60)], RULE, 60).fix.summary).toBe('0 of 60: at most 5 % could, 95 % sure');
  });
});

describe('other rules', () => {
  test('speak of the calls that can show their fault', () => {
    expect(provedSoFar('put-not-idempotent', 12, 180)).toBe(
      '12 of 180 repeated PUTs, each left the same state; 168 more to prove',
    );
    expect(brokeIn('duplicate-post', 1, 4, 7)).toBe('1 of 4 retried POSTs made a second thing in run 7');
  });

  test('are proved by counting or say why not, and regress either way', () => {
    for (const rule of RULE_IDS) {
      const proved = prove([kept('2026-11-21', 10_000)], rule);
      const byCount = proved.fix.needed !== null;
      expect(proved.status, rule).toBe(byCount ? 'verified' : 'shipped');
      if (!byCount) expect(proved.fix.summary, rule).toMatch(/^No number of calls proves this fix/);
      expect(prove([broke('2026-11-21', 1, 2)], rule).status, rule).toBe('regressed');
    }
  });
});
