import { describe, expect, test } from 'vitest';
import { BREAK, makeScale, spread, ticksOf } from './strip-geometry.ts';

describe('the strip', () => {
  test('time runs down to scale, the whole height used', () => {
    const { y, stretches } = makeScale(
      [
        [0, 60_000],
        [24_000, 24_000],
      ],
      400,
    );
    expect(stretches).toHaveLength(1);
    expect(y(60_000) - y(30_000)).toBeCloseTo(y(30_000) - y(0));
    expect(y(0)).toBeGreaterThan(0);
    expect(y(60_000)).toBeLessThan(400);
    expect(stretches[0]?.y1).toBeCloseTo(400);
  });

  test('a commit long after the response breaks the scale', () => {
    const { y, stretches } = makeScale(
      [
        [0, 60_000],
        [3_200_000, 3_200_000],
      ],
      400,
    );
    expect(stretches).toHaveLength(2);
    expect((stretches[1]?.y0 ?? 0) - (stretches[0]?.y1 ?? 0)).toBeCloseTo(BREAK);
    expect(y(3_200_000)).toBeGreaterThan(y(60_000));
    const inTheBreak = y(1_000_000);
    expect(inTheBreak).toBeGreaterThan(stretches[0]?.y1 ?? 0);
    expect(inTheBreak).toBeLessThan(stretches[1]?.y0 ?? 0);
  });

  test('a commit just after the response does not', () => {
    expect(
      makeScale(
        [
          [0, 60_000],
          [88_000, 88_000],
        ],
        400,
      ).stretches,
    ).toHaveLength(1);
  });

  test('a request without length still has a scale', () => {
    const { y } = makeScale([[1_000, 1_000]], 400);
    expect(y(1_000)).toBeCloseTo(200);
  });

  test('the ruler has round figures from the start on', () => {
    const scale = makeScale([[5_000_000, 5_061_400]], 452);
    const { unit, ticks } = ticksOf(scale, 5_000_000);
    expect(unit).toBe('ms');
    expect(ticks.map((tick) => tick.label)).toEqual(['0', '10', '20', '30', '40', '50', '60']);
    expect(ticksOf(makeScale([[0, 9_000_000]], 452), 0).unit).toBe('s');
    expect(ticksOf(makeScale([[0, 300]], 452), 0).unit).toBe('µs');
  });

  test('labels give way downwards', () => expect(spread([10, 12, 40], 12)).toEqual([10, 22, 40]));
});
