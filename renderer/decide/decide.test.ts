import { describe, expect, test } from 'vitest';
import type { Tracking } from '../../shared/tracking-views.ts';
import type { FindingRow } from '../../shared/views.ts';
import type { MigrationStatus } from '../../shared/words.ts';
import { addMonths, dayOf, daysBetween, isDay, shownDay } from './days.ts';
import { movesFor, withDecision } from './moves.ts';
import { draftOf, forgetDraft, keepDraft } from './note-drafts.ts';
import { saidAfter, saidOfFailure } from './said.ts';

const UNTOUCHED: Tracking = {
  status: 'detected',
  owner: null,
  ticket: null,
  exception: null,
  shippedOn: null,
  notes: 0,
};
const ACCEPTED: Tracking = {
  ...UNTOUCHED,
  status: 'exception',
  exception: { reason: 'telemetry', words: 'Visits only.', until: '2027-02-21' },
};

const finding = (status: MigrationStatus): FindingRow => ({
  key: status,
  endpoint: { id: 1, method: 'GET', origin: 'http://localhost:8055', route: '/flows/trigger/{id}' },
  rule: 'safe-method-writes',
  verdict: 'broken',
  summary: '5 of 5 calls wrote domain rows.',
  clause: 'inserts into page_hits on every call',
  severity: 'error',
  probability: 1,
  proof: { calls: 5, wrote: 5, expected: 0, bestOther: null, strengths: { certain: 5, veryLikely: 0, likely: 0 } },
  tables: [],
  runs: [],
  tracking: { ...UNTOUCHED, status },
  clients: [],
});

describe('moves', () => {
  test('allowed ones come first; proof sets two of them', () => {
    const moves = movesFor([finding('triaged')]);
    expect(moves.map((move) => [move.to, move.refused === null])).toEqual([
      ['detected', true],
      ['planned', true],
      ['in-progress', true],
      ['shipped', true],
      ['exception', true],
      ['triaged', false],
      ['verified', false],
      ['regressed', false],
    ]);
  });

  test('of several it is enough that one may move', () => {
    const planned = movesFor([finding('planned'), finding('triaged')]).find((move) => move.to === 'planned');
    expect(planned).toEqual({ to: 'planned', refused: null, current: false });
  });

  test('verified says how far its proof has come', () => {
    const fix = { calls: 41, needed: 180, summary: '41 of 180 calls, no write; 139 more to prove', runs: [] };
    const shipped = finding('shipped');
    const [verified] = movesFor([{ ...shipped, tracking: { ...shipped.tracking, fix } }]).filter(
      ({ to }) => to === 'verified',
    );
    expect(verified?.refused).toBe('Proof sets this: 41 of 180 calls, no write; 139 more to prove.');
  });

  test('verified stays', () => {
    expect(
      movesFor([finding('verified')])
        .filter((move) => !move.refused)
        .map((move) => move.to),
    ).toEqual(['exception']);
  });
});

describe('what is shown at once', () => {
  test('a status set by hand ends the exception', () => {
    const moved = withDecision(ACCEPTED, { kind: 'status', status: 'planned', shippedOn: null });
    expect(moved).toEqual({ ...UNTOUCHED, status: 'planned' });
  });

  test('a move that is not allowed changes nothing', () => {
    const verified = { ...UNTOUCHED, status: 'verified' } as const;
    expect(withDecision(verified, { kind: 'status', status: 'planned', shippedOn: null })).toBe(verified);
  });

  test('an accepted finding is an exception', () => {
    expect(withDecision(UNTOUCHED, { kind: 'exception', exception: ACCEPTED.exception })).toEqual(ACCEPTED);
  });
});

describe('what the toast says', () => {
  const planned = { kind: 'status', status: 'planned', shippedOn: null } as const;
  const answer = (applied: number, ...whys: string[]) => ({ applied, refused: whys.map((why) => ({ why })) });

  test.each([
    [planned, ['detected'], answer(1), 'Detected to Planned'],
    [planned, ['detected', 'detected', 'detected'], answer(3), '3 findings: Detected to Planned'],
    [planned, ['detected', 'triaged'], answer(2), '2 findings: 2 different to Planned'],
    [planned, ['detected', 'verified'], answer(1, 'It stays.'), '2 different to Planned. 1 not: It stays'],
    [planned, ['verified'], answer(0, 'It stays.'), 'Nothing changed. 1 not: It stays'],
    [{ kind: 'owner', owner: 'M. Keller' }, ['detected'], answer(1), 'Owner M. Keller'],
    [{ kind: 'owner', owner: null }, ['detected', 'triaged'], answer(2), '2 findings: No owner'],
    [{ kind: 'exception', exception: ACCEPTED.exception }, ['detected'], answer(1), 'Exception until 21 Feb 2027'],
    [{ kind: 'exception', exception: null }, ['exception'], answer(1), 'Exception ended'],
  ] as const)('%j of %j', (decision, statuses, given, said) => {
    expect(saidAfter(decision, statuses.map(finding), given)).toBe(said);
  });
});

describe('a decision that failed', () => {
  test('is back in place', () => {
    const said = saidOfFailure({ kind: 'owner', owner: null }, 'The workspace is read-only.');
    expect(said).toBe('It was not kept: The workspace is read-only. The old value is back.');
  });

  test('a note replaced nothing', () => {
    expect(saidOfFailure({ kind: 'note', text: 'Ask.' }, 'No answer')).not.toContain('old value');
  });
});

test('a note that was begun waits for its findings, in whatever order they are', () => {
  const [one, other] = [finding('planned'), finding('triaged')];
  keepDraft([one, other], 'Ask the kiosk team');
  expect(draftOf([other, one])).toBe('Ask the kiosk team');
  expect(draftOf([one])).toBe('');
  forgetDraft([one, other]);
  expect(draftOf([one, other])).toBe('');
});

describe('days', () => {
  test('months later, within the month', () => {
    expect(addMonths('2026-11-21', 3)).toBe('2027-02-21');
    expect(addMonths('2027-01-31', 1)).toBe('2027-02-28');
  });
  test('between', () => expect(daysBetween('2026-12-30', '2027-01-02')).toBe(3));
  test('local', () => expect(dayOf(new Date(2026, 0, 5, 23, 59))).toBe('2026-01-05'));
  test('shown', () => expect(shownDay('2027-02-01')).toBe('1 Feb 2027'));
  test.each(['', '120261-01-01', '2026-02-30', 'soon'])('%j is no day: refused, and shown as it is', (given) => {
    expect(isDay(given)).toBe(false);
    expect(shownDay(given)).toBe(given);
  });
  test.each(['2026-02-28', '2028-02-29', '9999-12-31'])('%s is a day', (given) => expect(isDay(given)).toBe(true));
});
