import { expect, test } from 'vitest';
import { parseInstant } from './instant.ts';

const NOON = Date.UTC(2026, 10, 21, 12) * 1000;

test.each([
  ['2026-11-21T12:00:00Z', NOON],
  ['2026-11-21T12:00:00.000Z', NOON],
  ['2026-11-21 12:00:00+00', NOON],
  ['2026-11-21 07:00:00.5-05', NOON + 500_000],
  ['2026-11-21 07:00:00.16012-05', NOON + 160_120],
  ['2026-11-21 17:30:00.000001+05:30', NOON + 1],
  ['2026-11-21T17:30:00+0530', NOON],
  ['2026-11-21T07:00:00.1234567-05:00', NOON + 123_456],
])('reads %s', (text, us) => {
  expect(parseInstant(text)).toEqual({ us, zone: true });
});

test('assumes UTC where no zone is named, and says so', () => {
  expect(parseInstant('2026-11-21T12:00:00.25')).toEqual({ us: NOON + 250_000, zone: false });
});

test.each([
  '',
  'infinity',
  '21/11/2026',
  '2026-11-21',
  'Tue Jan 10 17:55:22 EST 2023',
  '2026-02-31T12:00:00Z',
  '9999-99-99T99:99:99Z',
  '0000-00-00 00:00:00',
  '3026-11-21T12:00:00Z',
  '2026-11-21T12:61:00Z',
])('takes %j for no date', (text) => {
  expect(parseInstant(text)).toBeNull();
});
