import { clockTime, shortTime } from '../../components/format.ts';
import { type TimeWindow, widthOf } from './time-window.ts';

const MS = 1_000;
const S = 1_000 * MS;
const MIN = 60 * S;
const H = 60 * MIN;
const DAY = 24 * H;

/** Distances between ticks that people read easily, in microseconds. */
const DISTANCES = [
  ...[1, 10, 100].flatMap((power) => [1, 2, 5].map((us) => us * power)),
  ...[1, 10, 100].flatMap((power) => [1, 2, 5].map((ms) => ms * power * MS)),
  ...[1, 2, 5, 10, 15, 30].map((s) => s * S),
  ...[1, 2, 5, 10, 15, 30].map((min) => min * MIN),
  ...[1, 2, 3, 6, 12, 24].map((h) => h * H),
];
/** Least distance of two labels in px. */
const LEAST_PX = 104;

export interface TimeTick {
  readonly us: number;
  readonly label: string;
}

const pad = (value: number): string => String(value).padStart(3, '0');

/** A moment as precisely as it is needed: to the minute, second, millisecond or microsecond. */
export function momentWords(us: number, precisionUs: number): string {
  if (precisionUs >= H) return shortTime(us / MS);
  const second = clockTime(Math.floor(us / MS));
  if (precisionUs >= S) return second;
  const [ms, micro] = [pad(Math.floor((us % S) / MS)), pad(us % MS)];
  return precisionUs >= MS ? `${second}.${ms}` : `${second}.${ms} ${micro}`;
}

/** Round moments in view, of local time; how far they are apart says how precisely they are written. */
export function ticksIn(window: TimeWindow, px: number): { readonly stepUs: number; readonly ticks: TimeTick[] } {
  const least = (widthOf(window) / Math.max(1, px)) * LEAST_PX;
  const stepUs = DISTANCES.find((us) => us >= least) ?? Math.ceil(least / DAY) * DAY;
  const zoneUs = -new Date(window.fromUs / MS).getTimezoneOffset() * MIN;
  const ticks: TimeTick[] = [];
  for (let us = Math.ceil((window.fromUs + zoneUs) / stepUs) * stepUs - zoneUs; us <= window.toUs; us += stepUs) {
    ticks.push({ us, label: momentWords(us, stepUs) });
  }
  return { stepUs, ticks };
}
