import { describe, expect, test } from 'vitest';
import {
  addressOf,
  between,
  panned,
  showing,
  type TimeWindow,
  wholeOf,
  widthOf,
  windowAt,
  zoomed,
} from './time-window.ts';

const whole: TimeWindow = { fromUs: 1_000_000, toUs: 2_000_000 };
const middle: TimeWindow = { fromUs: 1_400_000, toUs: 1_600_000 };

describe('the part of a run in view', () => {
  test('zooms around a moment, which stays where it is', () => {
    expect(zoomed(middle, 0.5, 1_450_000, whole)).toEqual({ fromUs: 1_425_000, toUs: 1_525_000 });
  });

  test('zooms out to the whole run and no further', () => {
    expect(zoomed(middle, 100, 1_400_000, whole)).toEqual(whole);
  });

  test('is never shorter than stamps can tell', () => {
    expect(widthOf(zoomed(middle, 1e-9, 1_500_000, whole))).toBe(50);
  });

  test('pans to the ends and stays as wide', () => {
    expect(panned(middle, -9e9, whole)).toEqual({ fromUs: 1_000_000, toUs: 1_200_000 });
    expect(panned(middle, 9e9, whole)).toEqual({ fromUs: 1_800_000, toUs: 2_000_000 });
  });

  test('is chosen by dragging in either direction', () => {
    expect(between(1_300_000, 1_100_000, whole)).toEqual({ fromUs: 1_100_000, toUs: 1_300_000 });
  });

  test('has room around the first and the last mark, also where there is only one', () => {
    expect(wholeOf({ fromUs: 1_000_000, toUs: 2_000_000 })).toEqual({ fromUs: 990_000, toUs: 2_010_000 });
    expect(widthOf(wholeOf({ fromUs: 5, toUs: 5 }))).toBe(100);
  });

  test('moves for a mark outside of it, and only then', () => {
    expect(showing(middle, [1_450_000, 1_460_000], whole)).toBe(middle);
    const later = showing(middle, [1_700_000, 1_700_001], whole);
    expect(widthOf(later)).toBe(200_000);
    expect(later.fromUs).toBeLessThan(1_700_000);
    expect(later.toUs).toBeGreaterThan(1_700_000);
    expect(showing(middle, [1_100_000, 1_100_001], whole).fromUs).toBeLessThanOrEqual(1_100_000);
  });

  test('stays for a mark that is longer than it', () => {
    expect(showing(middle, [1_450_000, 1_900_000], whole)).toBe(middle);
  });
});

describe('the address', () => {
  test('has nothing to say of the whole run', () => {
    expect(addressOf(whole, whole)).toEqual({ t: undefined, w: undefined });
    expect(windowAt({ t: undefined, w: undefined }, whole)).toEqual(whole);
  });

  test.each([middle, { fromUs: 1_400_000, toUs: 1_400_051 }, { fromUs: 1_999_000, toUs: 2_000_000 }])(
    'brings back %o',
    (window) => {
      expect(windowAt(addressOf(window, whole), whole)).toEqual(window);
    },
  );

  test('of a moment alone shows a second around it, within the run', () => {
    const long: TimeWindow = { fromUs: 0, toUs: 60_000_000 };
    expect(windowAt({ t: 30_000_000, w: undefined }, long)).toEqual({ fromUs: 29_500_000, toUs: 30_500_000 });
    expect(windowAt({ t: 99_000_000, w: undefined }, long)).toEqual({ fromUs: 59_000_000, toUs: 60_000_000 });
  });
});
