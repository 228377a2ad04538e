import type { CallProof } from '../../../shared/call-views.ts';
import type { Micros, Stamp } from '../../../shared/records.ts';

/**
 * The strip between request and rows: time runs down, so that commits can reach the cards beside them. Long gaps are
 * broken, so that a short request and a late commit both stay readable.
 */

/** A stretch of time drawn to scale; between two stretches stands a break. */
export interface Stretch {
  readonly fromUs: Micros;
  readonly toUs: Micros;
  readonly y0: number;
  readonly y1: number;
}

export interface Scale {
  readonly stretches: readonly Stretch[];
  /** Micros to pixels; moments in a break land inside it. */
  readonly y: (us: Micros) => number;
}

/** A span of time that has to be seen. */
export type Span = readonly [fromUs: Micros, toUs: Micros];

/** Height of a break in px. */
export const BREAK = 26;
/** A gap this many times longer than all that is around it is broken. */
const LONG = 1.5;
/** Room above and below, as a share of the time drawn. */
const MARGIN = 0.06;

/** Spans that touch or lie near each other become one; what is left between them is long. */
function joinNear(spans: readonly Span[]): Span[] {
  const sorted = spans.toSorted((a, b) => a[0] - b[0]);
  const covered = sorted.reduce((sum, [from, to]) => sum + (to - from), 0);
  const limit = Math.max(1_000, covered * LONG);
  const joined: [number, number][] = [];
  for (const [from, to] of sorted) {
    const last = joined.at(-1);
    if (last && from - last[1] <= limit) last[1] = Math.max(last[1], to);
    else joined.push([from, to]);
  }
  return joined;
}

/**
 * @param spans what has to be seen: the request, each commit's interval
 * @param height of the drawing in px
 */
export function makeScale(spans: readonly Span[], height: number): Scale {
  const joined = joinNear(spans);
  const seen = joined.reduce((sum, [from, to]) => sum + (to - from), 0);
  const margin = Math.max(500, (seen * MARGIN) / joined.length);
  const padded = joined.map(([from, to]): Span => [from - margin, to + margin]);
  const total = padded.reduce((sum, [from, to]) => sum + (to - from), 0);
  const room = height - BREAK * (padded.length - 1);
  const stretches: Stretch[] = [];
  for (const [fromUs, toUs] of padded) {
    const y0 = stretches.length === 0 ? 0 : (stretches.at(-1)?.y1 ?? 0) + BREAK;
    stretches.push({ fromUs, toUs, y0, y1: y0 + (room * (toUs - fromUs)) / total });
  }
  return { stretches, y: (us) => place(stretches, us) };
}

function place(stretches: readonly Stretch[], us: Micros): number {
  const [first] = stretches;
  const last = stretches.at(-1);
  if (!first || !last || us <= first.fromUs) return 0;
  if (us >= last.toUs) return last.y1;
  for (const [i, { fromUs, toUs, y0, y1 }] of stretches.entries()) {
    if (us <= toUs) {
      if (us >= fromUs) return y0 + ((y1 - y0) * (us - fromUs)) / (toUs - fromUs);
      return ((stretches[i - 1]?.y1 ?? 0) + y0) / 2;
    }
  }
  return last.y1;
}

export interface Tick {
  readonly y: number;
  readonly label: string;
}

export type Unit = 'µs' | 'ms' | 's';
const UNIT_US: Readonly<Record<Unit, number>> = { µs: 1, ms: 1_000, s: 1_000_000 };
/** Least distance of two figures of the ruler in px. */
const TICK_DISTANCE = 46;

/** 1, 2 or 5 times a power of ten, at least so long. */
function roundStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(least));
  return ([1, 2, 5].find((factor) => factor * power >= least) ?? 10) * power;
}

/** The ruler: figures in one unit, from the moment the request was sent. */
export function ticksOf(
  { stretches }: Scale,
  zeroUs: Micros,
): { readonly unit: Unit; readonly ticks: readonly Tick[] } {
  const [first] = stretches;
  if (!first) return { unit: 'ms', ticks: [] };
  const step = Math.max(1, roundStep(((first.toUs - first.fromUs) / Math.max(1, first.y1 - first.y0)) * TICK_DISTANCE));
  const unit: Unit = step >= 1_000_000 ? 's' : step >= 500 ? 'ms' : 'µs';
  const ticks = stretches.flatMap(({ fromUs, toUs, y0, y1 }) => {
    const found: Tick[] = [];
    for (let at = Math.ceil((fromUs - zeroUs) / step) * step; at <= toUs - zeroUs; at += step) {
      const label = at / UNIT_US[unit];
      if (at >= 0)
        found.push({
          y: y0 + ((y1 - y0) * (at + zeroUs - fromUs)) / (toUs - fromUs),
          label: String(+label.toFixed(2)),
        });
    }
    return found;
  });
  return { unit, ticks };
}

/** Moves labels down until none covers the one before it. */
export function spread(ys: readonly number[], distance: number): number[] {
  let last = Number.NEGATIVE_INFINITY;
  return ys.map((y) => {
    last = Math.max(y, last + distance);
    return last;
  });
}

/** Resolution from which a stamp is drawn as a bracket of its width and not as a point. */
export const COARSE_US = 1_000;

export const isCoarse = (stamp: Stamp): boolean => stamp.resolutionUs > COARSE_US;

/** The spans of a call that have to be seen; null where it has no times. */
export function spansOf({ exchange, links }: CallProof): Span[] | null {
  const { startUs, endUs } = exchange;
  if (startUs === null) return null;
  const commits = links.flatMap(({ time }): Span[] =>
    time ? [[time.us, isCoarse(time) ? time.us + time.resolutionUs : time.us]] : [],
  );
  return [[startUs, endUs ?? startUs], ...commits];
}
