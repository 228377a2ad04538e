import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { HAR_PATH, LOG_PATH, type NamedFile } from './samples.ts';

/** Later runs, derived from the sample: the same session on another day, as if its service had changed meanwhile. */

export interface LaterRun {
  /** The day it is said to be of, as `2026-12-05`; the sample is of 2026-11-21. */
  readonly day: string;
  /** Tables that the service no longer writes: their transactions are left out. */
  readonly unwritten?: readonly string[];
  /** Parts of addresses that nobody calls in this run; leave out what they wrote with `unwritten`. */
  readonly uncalled?: readonly string[];
  /** A part of addresses whose calls are sent so many times each; what they wrote is left as it is. */
  readonly repeated?: readonly [part: string, times: number];
  /** A table that is written under another name. */
  readonly renamed?: readonly [from: string, to: string];
}

const SAMPLE_DAY = '2026-11-21';

/** The two files of a later run. */
export function laterRun({ day, unwritten = [], uncalled = [], repeated, renamed }: LaterRun): NamedFile[] {
  const requests = withRepeats(withoutCalls(unpacked(HAR_PATH), uncalled), repeated);
  const changes = withoutWrites(unpacked(LOG_PATH), unwritten);
  return [
    file(`requests-${day}.har`, requests, day),
    file(`changes-${day}.jsonl`, renamed ? changes.replaceAll(...renamed) : changes, day),
  ];
}

const unpacked = (path: string): string => gunzipSync(readFileSync(path)).toString('utf8');

const file = (name: string, text: string, day: string): NamedFile => ({
  name,
  bytes: new TextEncoder().encode(text.replaceAll(SAMPLE_DAY, day)),
});

interface Entries {
  readonly log: { readonly entries: readonly { readonly request: { readonly url: string } }[] };
}

function withoutCalls(text: string, parts: readonly string[]): string {
  if (parts.length === 0) return text;
  const har = JSON.parse(text) as Entries;
  const entries = har.log.entries.filter(({ request }) => !parts.some((part) => request.url.includes(part)));
  return JSON.stringify({ ...har, log: { ...har.log, entries } });
}

interface Timed {
  readonly log: {
    readonly entries: readonly { readonly startedDateTime: string; readonly request: { readonly url: string } }[];
  };
}

/** Repeats begin a minute after the first, one each second: nothing else is open then. */
function withRepeats(text: string, repeated: LaterRun['repeated']): string {
  if (!repeated) return text;
  const [part, times] = repeated;
  const har = JSON.parse(text) as Timed;
  const entries = har.log.entries.flatMap((entry) =>
    Array.from({ length: entry.request.url.includes(part) ? times : 1 }, (_, at) => ({
      ...entry,
      startedDateTime: new Date(Date.parse(entry.startedDateTime) + (at === 0 ? 0 : 60_000 + at * 1_000)).toISOString(),
    })),
  );
  return JSON.stringify({ ...har, log: { ...har.log, entries } });
}

interface LogLine {
  readonly xid: number;
  readonly table?: string;
}

function withoutWrites(text: string, tables: readonly string[]): string {
  const lines = text.split('\n').filter(Boolean);
  const read = lines.map((line) => JSON.parse(line) as LogLine);
  const left = new Set(read.filter(({ table }) => table && tables.includes(table)).map(({ xid }) => xid));
  return `${lines.filter((_, i) => !left.has(read[i]?.xid ?? -1)).join('\n')}\n`;
}
