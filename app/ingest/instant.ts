import type { Micros } from '../../shared/records.ts';

/** A moment read from text; `zone` is false where the text named none and UTC was assumed. */
export interface Instant {
  readonly us: Micros;
  readonly zone: boolean;
}

const PATTERN =
  /^(\d{4})-(\d{2})-(\d{2})[T ](\d{2}):(\d{2}):(\d{2})(?:[.,](\d+))?\s*(Z|[+-]\d{2}(?::?\d{2}(?::?\d{2})?)?)?$/i;

/**
 * Reads ISO 8601 and PostgreSQL's form of it: any number of fraction digits (beyond microseconds they
 * are cut), offsets `Z`, `-05`, `+0530`, `+05:30`. Null where the text is no date.
 */
export function parseInstant(text: string): Instant | null {
  const parts = PATTERN.exec(text.trim());
  if (!parts) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts.slice(1, 7).map(Number);
  const [fraction = '', zone] = parts.slice(7);
  const ms = Date.UTC(year, month - 1, day, hour, minute, second);
  if (!isDate(year, month, day) || hour > 24 || minute > 59 || second > 60) return null;
  const us = ms * 1000 + Number(fraction.slice(0, 6).padEnd(6, '0')) - offsetSeconds(zone) * 1_000_000;
  return isMoment(us) ? { us, zone: zone !== undefined } : null;
}

/** False for the 31st of February and the year 0, which Date would read as other days. */
function isDate(year: number, month: number, day: number): boolean {
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

/** False beyond the year 2255, where microseconds are no longer exact, and for what is no number at all. */
export const isMoment = (us: number): boolean => Number.isSafeInteger(us);

function offsetSeconds(zone: string | undefined): number {
  if (zone === undefined || zone === 'Z' || zone === 'z') return 0;
  const digits = zone.slice(1).replaceAll(':', '').padEnd(6, '0');
  const seconds = Number(digits.slice(0, 2)) * 3600 + Number(digits.slice(2, 4)) * 60 + Number(digits.slice(4, 6));
  return zone.startsWith('-') ? -seconds : seconds;
}
