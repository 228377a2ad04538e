import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { HAR_PATH, LOG_PATH, type NamedFile } from './samples.ts';

/** Runs as they are recorded later, made of the sample: its dates are moved, its offender is repeated, its writes go. */

export interface LaterRun {
  /** Days after the sample was recorded. */
  readonly days: number;
  /** How often the offending call is sent in place of each time it is in the sample. */
  readonly times: number;
  /** The table that it writes; null: it writes no more. */
  readonly writes: 'page_hits' | 'page_views' | null;
}

const DAY_MS = 86_400_000;
const OFFENDER = '/flows/trigger/';

/** A HAR and its change log, as two files to drop. */
export function laterRun({ days, times, writes }: LaterRun): NamedFile[] {
  const name = `day-${days}`;
  return [
    { name: `${name}.har`, bytes: asBytes(JSON.stringify(laterHar(days, times))) },
    { name: `${name}.jsonl`, bytes: asBytes(laterLog(days, writes)) },
  ];
}

const asBytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const text = (path: string): string => gunzipSync(readFileSync(path)).toString('utf8');

interface Entry {
  readonly startedDateTime: string;
  readonly request: { readonly url: string };
}
interface Har {
  readonly log: { readonly entries: readonly Entry[] };
}

function laterHar(days: number, times: number): Har {
  const har = JSON.parse(text(HAR_PATH)) as Har;
  const entries = har.log.entries.flatMap((entry) => {
    const often = entry.request.url.includes(OFFENDER) ? times : 1;
    // A repeat after the whole sample, one second apart: nothing else is open then.
    return Array.from({ length: often }, (_, at) => movedEntry(entry, days, at === 0 ? 0 : 60_000 + at * 1_000));
  });
  return { ...har, log: { ...har.log, entries } };
}

const movedEntry = (entry: Entry, days: number, byMs: number): Entry => ({
  ...entry,
  startedDateTime: new Date(Date.parse(entry.startedDateTime) + days * DAY_MS + byMs).toISOString(),
});

const STAMP = /"timestamp":"([^"]+)"/g;

function laterLog(days: number, writes: LaterRun['writes']): string {
  const lines = text(LOG_PATH).split('\n');
  const left = writes === null ? withoutOffences(lines) : lines.map((line) => line.replaceAll('page_hits', writes));
  return left
    .map((line) => line.replace(STAMP, (_, stamp: string) => `"timestamp":"${movedStamp(stamp, days)}"`))
    .join('\n');
}

/** `2026-11-21 12:00:00.123456+00` on a later day; its microseconds stay. */
function movedStamp(stamp: string, days: number): string {
  const day = new Date(Date.parse(`${stamp.slice(0, 10)}T00:00:00Z`) + days * DAY_MS);
  return day.toISOString().slice(0, 10) + stamp.slice(10);
}

/** All transactions that wrote page_hits, which only the offender does. */
function withoutOffences(lines: readonly string[]): string[] {
  const xidOf = (line: string): string | undefined => /"xid":(\d+)/.exec(line)?.[1];
  const guilty = new Set(lines.filter((line) => line.includes('"table":"page_hits"')).map(xidOf));
  return lines.filter((line) => !guilty.has(xidOf(line)));
}
