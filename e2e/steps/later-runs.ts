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
}

const SAMPLE_DAY = '2026-11-21';

/** The two files of a later run. */
export function laterRun({ day, unwritten = [], uncalled = [] }: LaterRun): NamedFile[] {
  return [
    file(`requests-${day}.har`, withoutCalls(unpacked(HAR_PATH), uncalled), day),
    file(`changes-${day}.jsonl`, withoutWrites(unpacked(LOG_PATH), unwritten), day),
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
