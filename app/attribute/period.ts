import type { Micros } from '../../shared/records.ts';

/** A beat in the times of one signature: a timer's writes fall near multiples of the period. */
export interface Period {
  readonly periodUs: number;
  /** Where in the period the writes fall, and how far they spread (standard deviation). */
  readonly phaseUs: number;
  readonly spreadUs: number;
}

/** Fewer writes show no beat; with just three, the two gaps are compared. */
const LEAST = 3;
/** Chance of two gaps being as alike as this. */
const ALIKE = 0.01;
/** Periods tried: the gaps between neighbours, up to this many. */
const MOST_TRIED = 40;
/** Chance of a beat as clear as this among writes at random times, over all periods tried. */
const SIGNIFICANT = 0.001;
/** Timers are never more exact than this in a log. */
const LEAST_SPREAD_US = 2_000;
/** The same as a share of the period. */
const LEAST_SPREAD = 0.002;

/** Rayleigh's test over the periods that the gaps suggest; null where the times show no beat. */
export function findPeriod(times: readonly Micros[]): Period | null {
  if (times.length < LEAST) return null;
  const sorted = [...times].sort((a, b) => a - b);
  const tried = gapsOf(sorted).map((periodUs) => ({ periodUs, ...meanDirection(sorted, periodUs) }));
  const best = tried.reduce((a, b) => (b.length > a.length ? b : a), { periodUs: 0, length: 0, angle: 0 });
  const isBeat =
    times.length === LEAST
      ? gapsDiffer(sorted) < ALIKE
      : tried.length * Math.exp(-times.length * best.length ** 2) < SIGNIFICANT;
  if (!isBeat || best.periodUs === 0) return null;
  const perRadian = best.periodUs / (2 * Math.PI);
  const spread = Math.sqrt(-2 * Math.log(Math.min(best.length, 1))) * perRadian;
  const fewer = 1 + 2 / times.length;
  return {
    periodUs: best.periodUs,
    phaseUs: best.angle * perRadian,
    spreadUs: Math.max(LEAST_SPREAD_US, LEAST_SPREAD * best.periodUs, spread * fewer),
  };
}

/** Of three times at random, two gaps differ by less than this share of both with just this chance. */
function gapsDiffer([a = 0, b = 0, c = 0]: readonly Micros[]): number {
  return c > a ? Math.abs(c - b - (b - a)) / (c - a) : 1;
}

/** How densely a beat puts its one write of each period at a moment (1/µs). */
export function beatDensity({ periodUs, phaseUs, spreadUs }: Period, at: Micros): number {
  const into = (((at - phaseUs) % periodUs) + periodUs) % periodUs;
  const off = Math.min(into, periodUs - into) / spreadUs;
  return Math.exp((-off * off) / 2) / (spreadUs * Math.sqrt(2 * Math.PI));
}

/** Distinct gaps, evenly picked from the whole where there are many. */
function gapsOf(sorted: readonly Micros[]): number[] {
  const gaps = sorted.slice(1).map((time, i) => time - (sorted[i] ?? time));
  const useful = gaps.filter((gap) => gap > LEAST_SPREAD_US * 10);
  const step = Math.max(1, Math.ceil(useful.length / MOST_TRIED));
  return useful.filter((_, i) => i % step === 0);
}

function meanDirection(times: readonly Micros[], periodUs: number): { length: number; angle: number } {
  let x = 0;
  let y = 0;
  for (const time of times) {
    const angle = ((time % periodUs) / periodUs) * 2 * Math.PI;
    x += Math.cos(angle);
    y += Math.sin(angle);
  }
  return { length: Math.hypot(x, y) / times.length, angle: Math.atan2(y, x) };
}
