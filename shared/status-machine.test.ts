import { describe, expect, test } from 'vitest';
import { allowedMoves, asksForWork, refusal } from './status-machine.ts';
import { type MigrationStatus, STATUSES } from './words.ts';

/** Every move a person may make; all others are refused. */
const ALLOWED: Readonly<Record<MigrationStatus, readonly MigrationStatus[]>> = {
  detected: ['triaged', 'planned', 'in-progress', 'shipped', 'exception'],
  triaged: ['detected', 'planned', 'in-progress', 'shipped', 'exception'],
  planned: ['detected', 'triaged', 'in-progress', 'shipped', 'exception'],
  'in-progress': ['detected', 'triaged', 'planned', 'shipped', 'exception'],
  shipped: ['detected', 'triaged', 'planned', 'in-progress', 'exception'],
  verified: ['exception'],
  exception: ['detected', 'triaged', 'planned', 'in-progress', 'shipped'],
  regressed: ['detected', 'triaged', 'planned', 'in-progress', 'shipped', 'exception'],
};

test.each(STATUSES)('moves from %s', (from) => {
  expect(allowedMoves(from)).toEqual(ALLOWED[from]);
});

describe('refusals', () => {
  const pairs = STATUSES.flatMap((from) => STATUSES.map((to) => [from, to] as const));

  test.each(pairs)('%s to %s', (from, to) => {
    // The exception is open to people, but not as a bare status.
    const isBareMove = ALLOWED[from].includes(to) && to !== 'exception';
    if (isBareMove) expect(refusal(from, to)).toBeNull();
    else expect(refusal(from, to)).toMatch(/^[A-Z].*\.$/);
  });

  test.each<[MigrationStatus, MigrationStatus, string]>([
    ['planned', 'planned', 'It is Planned already.'],
    ['shipped', 'verified', 'Not set by hand: it needs enough calls since it was shipped, none of which shows it.'],
    ['verified', 'planned', 'Proved by runs: it stays Verified until a call writes again.'],
    ['triaged', 'exception', 'An exception needs a reason in words. Accept it with Exception.'],
  ])('%s to %s says why', (from, to, why) => {
    expect(refusal(from, to)).toBe(why);
  });
});

describe('asks for work', () => {
  test.each([
    ['broken', 'detected', true],
    ['unsure', 'detected', true],
    ['holds', 'detected', false],
    ['allowed', 'detected', false],
    ['holds', 'shipped', true],
    ['holds', 'regressed', true],
    ['broken', 'exception', false],
    ['holds', 'verified', false],
  ] as const)('%s and %s: %s', (verdict, status, asks) => {
    expect(asksForWork(verdict, status)).toBe(asks);
  });
});
