import { describe, expect, test } from 'vitest';
import type { Side } from '../../shared/run-views.ts';
import { axisOf, coverageOf, fillBuckets } from './coverage.ts';

const S = 1_000_000;
const H = 3_600 * S;
const START = Date.UTC(2026, 10, 21, 20, 18) * 1_000;
const side = (fromUs: number, toUs: number): Side => ({ count: 9, withoutTime: 0, span: [fromUs, toUs] });
const requests = side(START, START + 60 * S);
const none: Side = { count: 0, withoutTime: 0, span: null };
const cover = (commits: Side) => coverageOf(requests, commits, null);

describe('two sides in time', () => {
  test('that share a minute overlap there', () => {
    expect(cover(side(START + 20 * S, START + 80 * S))).toMatchObject({
      state: 'both',
      overlap: [START + 20 * S, START + 60 * S],
      gapUs: null,
    });
  });

  test('apart by a time zone: the gap, and the zone that explains it', () => {
    const later = side(START + 2 * H + 3 * S, START + 2 * H + 64 * S);
    const earlier = side(START - 5.5 * H, START - 5.5 * H + 60 * S);
    expect(cover(later)).toMatchObject({ state: 'apart', overlap: null, gapUs: 2 * H - 57 * S, zoneUs: 2 * H });
    expect(cover(earlier)).toMatchObject({ state: 'apart', gapUs: 5.5 * H - 60 * S, zoneUs: 5.5 * H });
  });

  test('apart by anything else: no zone is named', () => {
    expect(cover(side(START + 500 * S, START + 560 * S))).toMatchObject({ state: 'apart', zoneUs: null });
    expect(cover(side(START + 90 * 24 * H, START + 90 * 24 * H + 60 * S))).toMatchObject({ zoneUs: null });
  });

  test('one of them missing: nothing is claimed', () => {
    expect(cover(none)).toMatchObject({ state: 'unknown', overlap: null, gapUs: null });
  });
});

describe('the axis', () => {
  test.each([
    ['a minute', 61 * S, 1 * S],
    ['half a second', S / 2, 10_000],
    ['an hour', H, 60 * S],
    ['a day', 24 * H, 30 * 60 * S],
    ['a year', 365 * 24 * H, 5 * 24 * H],
  ])('of %s has steps that people read easily', (_, spanUs, widthUs) => {
    const axis = axisOf(side(START, START + spanUs), none);
    expect(axis?.widthUs).toBe(widthUs);
    expect(axis?.count).toBeLessThanOrEqual(91);
    expect((axis?.fromUs ?? 1) % widthUs).toBe(0);
  });

  test('holds both sides, and one moment', () => {
    const axis = axisOf(requests, side(START - 30 * S, START - 10 * S));
    expect(axis?.fromUs).toBeLessThanOrEqual(START - 30 * S);
    expect((axis?.fromUs ?? 0) + (axis?.count ?? 0) * (axis?.widthUs ?? 0)).toBeGreaterThan(START + 60 * S);
    expect(axisOf(side(START, START), none)?.count).toBe(1);
    expect(axisOf(none, none)).toBeNull();
  });

  test('has a row also for steps in which nothing happened', () => {
    const rows = fillBuckets(3, [{ bucket: 0, requests: 4 }], [{ bucket: 2, linked: 1, background: 2, undecided: 0 }]);
    expect(rows).toEqual([
      { requests: 4, linked: 0, background: 0, undecided: 0 },
      { requests: 0, linked: 0, background: 0, undecided: 0 },
      { requests: 0, linked: 1, background: 2, undecided: 0 },
    ]);
  });
});
