import type { Micros } from '../../shared/records.ts';

/** One sure pair: the commit stamp, and the offsets that would put it inside its request's server window. */
export interface Anchor {
  readonly us: Micros;
  readonly low: number;
  readonly high: number;
}

/** How a clock's offset grows, in microseconds per microsecond; `low` to `high` holds the truth nearly always. */
export interface Drift {
  readonly low: number;
  readonly best: number;
  readonly high: number;
}

const ROUNDS = 6;
/** Standard errors on either side. */
const WIDTH = 3;

/**
 * Draws a line through the middles of the anchors' intervals by weighted least squares, narrow ones first, and again
 * through those that it meets: late commits and wrong pairs fall out. Starts from a line that holds most of them. The
 * interval is of the kind that holds whatever the residuals' spread (White, Econometrica 48(4), 1980).
 */
export function fitDrift(anchors: readonly Anchor[], atUs: Micros, start: { offsetUs: number; drift: number }): Drift {
  let line = { offset: start.offsetUs, drift: start.drift, error: 0 };
  for (let round = 0; round < ROUNDS; round++) {
    const { offset, drift } = line;
    const met = anchors.filter(({ us, low, high }) => {
      const expected = offset + drift * (us - atUs);
      return low <= expected && expected <= high;
    });
    line = fitLine(met.map((anchor) => pointOf(anchor, atUs))) ?? line;
  }
  return { low: line.drift - WIDTH * line.error, best: line.drift, high: line.drift + WIDTH * line.error };
}

interface Point {
  readonly at: number;
  readonly offset: number;
  readonly weight: number;
}

const pointOf = ({ us, low, high }: Anchor, atUs: Micros): Point => ({
  at: us - atUs,
  offset: (low + high) / 2,
  weight: 1 / (high - low) ** 2,
});

/** Null where the points do not lie at different times. */
function fitLine(points: readonly Point[]): { offset: number; drift: number; error: number } | null {
  const sum = (of: (point: Point) => number) => points.reduce((all, point) => all + point.weight * of(point), 0);
  const whole = sum(() => 1);
  const at = sum((point) => point.at) / whole;
  const offset = sum((point) => point.offset) / whole;
  const across = sum((point) => (point.at - at) ** 2);
  if (!(across > 0)) return null;
  const drift = sum((point) => (point.at - at) * (point.offset - offset)) / across;
  const off = (point: Point) => point.offset - offset - drift * (point.at - at);
  const spread = sum((point) => point.weight * ((point.at - at) * off(point)) ** 2);
  return { offset: offset - drift * at, drift, error: Math.sqrt(spread) / across };
}
