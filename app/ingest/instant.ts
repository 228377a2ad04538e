import type { Micros } from '../../shared/records.ts';
import { remembered } from './remembered.ts';

/** A moment read from text; `zone` is false where the text named none and UTC was assumed. */
export interface Instant {
  readonly us: Micros;
  readonly zone: boolean;
}

const PATTERN =
  /^(\d{4}-\d{2}-\d{2})[T ](\d{2}):(\d{2}):(\d{2})(?:[.,](\d+))?\s*(Z|[+-]\d{2}(?::?\d{2}(?::?\d{2})?)?)?$/i;

/**
 * Reads ISO 8601 and PostgreSQL's form of it: any number of fraction digits (beyond microseconds they
 * are cut), offsets `Z`, `-05`, `+0530`, `+05:30`. Null where the text is no date.
 */
export function parseInstant(text: string): Instant | null {
  const parts = PATTERN.exec(text.trim());
  if (!parts) return null;
  const [, day = '', hours, minutes, seconds, fraction = '', zone] = parts;
  const [hour, minute, second] = [Number(hours), Number(minutes), Number(seconds)];
  if (hour > 24 || minute > 59 || second > 60) return null;
  const ms = startOfDay(day) + ((hour * 60 + minute) * 60 + second) * 1000;
  const us = ms * 1000 + Number(fraction.slice(0, 6).padEnd(6, '0')) - offsetSeconds(zone) * 1_000_000;
  return isMoment(us) ? { us, zone: zone !== undefined } : null;
}

/** Of a day `2026-11-21`, in milliseconds; not a number for the 31st of February, which Date would read as another day. */
const startOfDay = remembered((day) => {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
  const ms = Date.UTC(year, month - 1, date);
  return new Date(ms).toISOString().startsWith(day) ? ms : Number.NaN;
});

/** False beyond the year 2255, where microseconds are no longer exact, and for what is no number at all. */
export const isMoment = (us: number): boolean => Number.isSafeInteger(us);

function offsetSeconds(zone: string | undefined): number {
  if (zone === undefined || zone === 'Z' || zone === 'z' || zone === '+00') return 0;
  const digits = zone.slice(1).replaceAll(':', '').padEnd(6, '0');
  const seconds = Number(digits.slice(0, 2)) * 3600 + Number(digits.slice(2, 4)) * 60 + Number(digits.slice(4, 6));
  return zone.startsWith('-') ? -seconds : seconds;
}
