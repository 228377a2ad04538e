import type { Micros } from '../../shared/records.ts';

/** A beat in the times of one signature: a timer's writes fall near multiples of the period. */
export interface Period {
  readonly periodUs: number;
  /** Where in the period the writes fall, and how far they spread (standard deviation). */
  readonly phaseUs: number;
  readonly spreadUs: number;
}

/** Fewer writes show no beat. */
const LEAST = 3;
/** Periods tried: the gaps between neighbours, up to this many. */
const MOST_TRIED = 40;
/** Chance of a beat as clear as this among writes at random times, over all periods tried. */
const SIGNIFICANT = 0.01;
/** Shorter gaps are the pace of a client, not of a timer. */
const SHORTEST_US = 900_000;
/** What comes within this time is one run of a timer, however many transactions it takes. */
const AT_ONCE_US = 100_000;
/** Timers are never more exact than this in a log. */
const LEAST_SPREAD_US = 2_000;
/** The same as a share of the period. */
const LEAST_SPREAD = 0.002;
/** What spreads over more of the period is the pace of a client, not of a timer; the stamps' resolution set aside. */
const MOST_SPREAD = 0.08;

/** Tries the periods that the gaps suggest; null where times of this resolution show no beat. */
export function findPeriod(times: readonly Micros[], resolutionUs: number): Period | null {
  const sorted = beginnings(times);
  if (sorted.length < LEAST) return null;
  const tried = gapsOf(sorted).map((gap) => fitPeriod(sorted, gap, resolutionUs));
  const best = tried.reduce<Fit | null>((a, b) => (a && a.chance <= b.chance ? a : b), null);
  if (!best || best.chance * tried.length > SIGNIFICANT) return null;
  if (best.spreadUs > MOST_SPREAD * best.periodUs + resolutionUs / 2) return null;
  const { periodUs, phaseUs } = best;
  const fewer = 1 + 2 / sorted.length;
  const spreadUs = Math.max(LEAST_SPREAD_US, LEAST_SPREAD * periodUs, best.spreadUs * fewer);
  return { periodUs, phaseUs, spreadUs };
}

/** Of times that come at once the first, ascending. */
function beginnings(times: readonly Micros[]): Micros[] {
  const first: Micros[] = [];
  for (const time of [...times].sort((a, b) => a - b)) {
    const last = first.at(-1);
    if (last === undefined || time - last > AT_ONCE_US) first.push(time);
  }
  return first;
}

interface Fit extends Period {
  /** Of times at random being as close to a beat. */
  readonly chance: number;
}

/** Fits `time = phase + n × period` by least squares, starting from one gap. */
function fitPeriod(times: readonly Micros[], gap: number, resolutionUs: number): Fit {
  const first = times[0] ?? 0;
  const points = times.map((time) => ({ n: Math.round((time - first) / gap), us: time - first }));
  const n = mean(points.map((point) => point.n));
  const us = mean(points.map((point) => point.us));
  const across = mean(points.map((point) => (point.n - n) ** 2));
  const along = mean(points.map((point) => (point.n - n) * (point.us - us)));
  const periodUs = across > 0 ? along / across : gap;
  const phaseUs = us - n * periodUs;
  const off = points.map((point) => Math.abs(point.us - phaseUs - point.n * periodUs) + resolutionUs / 2);
  const furthest = Math.min(1, (2 * Math.max(...off)) / periodUs);
  const spreadUs = Math.sqrt(mean(off.map((far) => far ** 2)));
  return { periodUs, phaseUs: first + phaseUs, spreadUs, chance: furthest ** (times.length - 2) };
}

const mean = (numbers: readonly number[]) => numbers.reduce((sum, number) => sum + number, 0) / numbers.length;

/** How densely a beat puts its one write of each period at a moment (1/µs). */
export function beatDensity({ periodUs, phaseUs, spreadUs }: Period, at: Micros): number {
  const into = (((at - phaseUs) % periodUs) + periodUs) % periodUs;
  const off = Math.min(into, periodUs - into) / spreadUs;
  return Math.exp((-off * off) / 2) / (spreadUs * Math.sqrt(2 * Math.PI));
}

/** Distinct gaps, evenly picked from the whole where there are many. */
function gapsOf(sorted: readonly Micros[]): number[] {
  const gaps = sorted.slice(1).map((time, i) => time - (sorted[i] ?? time));
  const useful = gaps.filter((gap) => gap > SHORTEST_US);
  const step = Math.max(1, Math.ceil(useful.length / MOST_TRIED));
  return useful.filter((_, i) => i % step === 0);
}
