import type { Micros } from '../../../shared/records.ts';
import { type Instant, isMoment, parseInstant } from '../instant.ts';
import { ExactNumber, type JsonObject } from '../lossless.ts';
import { numberAt, objectAt } from './fields.ts';

export interface EntryTimes {
  readonly startUs: Micros | null;
  readonly endUs: Micros | null;
  readonly serverFromUs: Micros | null;
  readonly serverToUs: Micros | null;
}

const NO_TIMES: EntryTimes = { startUs: null, endUs: null, serverFromUs: null, serverToUs: null };

/** When the request was made, as the recorder wrote it: text, or milliseconds since 1970. */
export function startOf(entry: JsonObject): Instant | null {
  const started = entry.startedDateTime;
  if (typeof started === 'string') return parseInstant(started);
  const ms = started instanceof ExactNumber ? Number(started.digits) : started;
  const us = typeof ms === 'number' && ms > 0 ? Math.round(ms * 1000) : Number.NaN;
  return isMoment(us) ? { us, zone: true } : null;
}

/**
 * Start, end, and the server's window. Recorders disagree on what `time` includes, so the end is the later
 * of start + time and start + the timings. A call without an answer may have been at the server all the time.
 */
export function timesOf(
  entry: JsonObject,
  start: Instant | null,
  options: { readonly answered: boolean; readonly streams: boolean },
): EntryTimes {
  if (!start) return NO_TIMES;
  const timings = readTimings(objectAt(entry, 'timings'));
  const total = Math.max(0, numberAt(entry, 'time') ?? 0, timings.before + timings.wait + timings.receive);
  const endUs = start.us + micros(total);
  const whole = { startUs: start.us, endUs, serverFromUs: start.us, serverToUs: endUs };
  if (!options.answered || !timings.known) return whole;
  const serverFromUs = Math.min(endUs, start.us + micros(timings.before));
  const serverToUs = options.streams ? endUs : Math.min(endUs, serverFromUs + micros(timings.wait));
  return { ...whole, serverFromUs, serverToUs };
}

/** A week: longer than any connection is recorded. */
const LONGEST_MS = 7 * 24 * 3600 * 1000;
const micros = (ms: number): number => Math.round(Math.min(ms, LONGEST_MS) * 1000);

interface Timings {
  /** Until the request was sent. */
  readonly before: number;
  readonly wait: number;
  readonly receive: number;
  /** False where the recorder left the timings out or filled in zeros. */
  readonly known: boolean;
}

/** HAR counts the TLS handshake inside `connect`; Playwright writes it beside it, where it can be the larger. */
function readTimings(timings: JsonObject): Timings {
  const part = (name: string): number => Math.max(0, numberAt(timings, name) ?? 0);
  const connect = part('connect');
  const handshake = part('ssl') > connect ? part('ssl') : 0;
  const wait = part('wait');
  return {
    before: part('blocked') + part('dns') + connect + handshake + part('send'),
    wait,
    receive: part('receive'),
    known: wait > 0,
  };
}
