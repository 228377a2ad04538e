import type { Micros } from '../../shared/records.ts';
import { AFTER_US, BEFORE_US } from './candidates.ts';
import type { AttributableExchange } from './model.ts';
import type { Interval } from './run.ts';

/** A part of the course of an exchange, and how densely the stamp fills it (1/µs): its share × density = likelihood. */
export interface TimeCell {
  readonly phase: number;
  readonly density: number;
}

/** Equal parts of the server window. */
const INSIDE = 8;
/** Ends of the lags after the server window, in microseconds. */
const LAGS = [0, 4_000, 8_000, 16_000, 32_000, 64_000, 128_000, 256_000, 512_000, 1_024_000, AFTER_US];
/** Lags up to 256 ms. */
const SOON = 7;
/** Before the server's work, in it, while the response was received, after it. */
export const PHASES = 1 + INSIDE + 1 + LAGS.length - 1;
export const RECEIVING = 1 + INSIDE;
/** A window shorter than this is an artefact of rounding. */
const SHORTEST_US = 500;

/** Of commits after the response, the share in each lag: half within 30 ms, hardly any after half a second. */
const LATE = [0.15, 0.12, 0.15, 0.2, 0.18, 0.12, 0.06, 0.015, 0.004, 0.001];
/** Shares of the phases before anything is learnt. */
const SHARES = { before: 0.0003, inside: 0.8497, receiving: 0.03, after: 0.12 };
export const EXPECTED_PHASES: readonly number[] = [
  SHARES.before,
  ...Array.from({ length: INSIDE }, () => SHARES.inside / INSIDE),
  SHARES.receiving,
  ...LATE.map((share) => share * SHARES.after),
];

/** How densely a stamp fills the phase that begins at an edge (1/µs). */
export function densityIn(edges: Float64Array, edge: number, fromUs: Micros, toUs: Micros): number {
  const from = edges[edge] as number;
  const to = edges[edge + 1] as number;
  if (to <= fromUs || from >= toUs) return 0;
  const overlap = Math.min(to, toUs) - Math.max(from, fromUs);
  return overlap > 0 ? overlap / ((to - from) * (toUs - fromUs)) : 0;
}

/** Where the phases of an exchange begin and end; null where it has no time. */
export function edgesOf(exchange: AttributableExchange): number[] | null {
  const start = exchange.startUs;
  if (start === null) return null;
  const from = exchange.serverFromUs ?? start;
  const to = Math.max(exchange.serverToUs ?? exchange.endUs ?? from, from + SHORTEST_US);
  const inside = Array.from({ length: INSIDE }, (_, part) => from + ((to - from) * part) / INSIDE);
  const end = Math.max(to, exchange.endUs ?? to);
  return [start - BEFORE_US, ...inside, to, ...LAGS.map((lag) => end + lag)];
}

/** Lags up to 128 ms. */
const AT_ONCE = 6;

/** Whether a cell lies before the server's work or well after it, where a cause's commit is seldom found. */
export const isOff = ({ phase }: TimeCell) => phase === 0 || phase > RECEIVING + AT_ONCE;

/** Whether a cell lies between the start of the server's work and the end of the response. */
export const isOpen = ({ phase }: TimeCell) => phase >= 1 && phase <= RECEIVING;

/** Whether a cell lies after the response. */
export const isAfter = ({ phase }: TimeCell) => phase > RECEIVING;

/** Whether a cell lies in the server window, or so soon after it that work of the request may have run on. */
export const isClose = ({ phase }: TimeCell) => phase >= 1 && phase <= RECEIVING + SOON;

/** Whether a stamp meets any such cell of the course that begins at an edge. */
export const isCloseTo = (edges: Float64Array, edge: number, at: Interval): boolean =>
  Math.min(edges[edge + RECEIVING + SOON + 1] as number, at.toUs) > Math.max(edges[edge + 1] as number, at.fromUs);
