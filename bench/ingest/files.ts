import { closeSync, openSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';

/**
 * Large captures of real records: those of the recorded runs over and over. From round to round move, as they do in
 * one long recording: the times, the ids (UUIDs, alike wherever they stand), in headers `Date`, the `Expires` of
 * cookies, and ETags made of a body, with the If-None-Match that sends them back. Lengths stay, as all of these keep
 * theirs; so do tokens of a session and what the server says of files that never change.
 */

const RUNS = ['directus-serial-ui', 'directus-serial-api', 'directus-semantics'];
const recording = (run: string, name: string): string =>
  gunzipSync(readFileSync(join(fileURLToPath(new URL('../../app/fixtures/', import.meta.url)), run, name))).toString();

/** Writes a HAR of at least so many bytes, as compact as Playwright writes it. */
export function writeHar(path: string, bytes: number): void {
  const entries = RUNS.flatMap((run) => entriesOf(recording(run, 'requests.har.gz')));
  writeFile(path, (write) => {
    write('{"log":{"version":"1.2","creator":{"name":"Playwright","version":"1.65.1"},"pages":[],"entries":[');
    for (let round = 0, separator = '', written = 0; written < bytes; round++)
      for (const entry of entries) {
        written += write(separator + entry(round));
        separator = ',';
      }
    write(']}}');
  });
}

/** Writes a log of wal2json, format 2, of at least so many bytes. */
export function writeLog(path: string, bytes: number): void {
  const lines = RUNS.flatMap((run) => recording(run, 'changes.v2.jsonl.gz').trimEnd().split('\n').map(lineOf));
  writeFile(path, (write) => {
    for (let round = 0, written = 0; written < bytes; round++)
      for (const line of lines) written += write(`${line(round)}\n`);
  });
}

function entriesOf(har: string): ((round: number) => string)[] {
  const { log } = JSON.parse(har) as { log: { entries: { startedDateTime: string }[] } };
  return log.entries.map((entry) => {
    const startMs = Date.parse(entry.startedDateTime);
    const rest = template(JSON.stringify({ ...entry, startedDateTime: undefined }).slice(1));
    return (round) => `{"startedDateTime":"${new Date(later(startMs, round)).toISOString()}",${rest(round)}`;
  });
}

const MOST_XIDS = 10_000;

function lineOf(line: string): (round: number) => string {
  const [all = '', action = '', xid = '', stamp = ''] =
    /^\{"action":"(\w)","xid":(\d+),"timestamp":"([^"]+)"/.exec(line) ?? [];
  const ms = Date.parse(stamp);
  const rest = template(line.slice(all.length));
  return (round) => {
    const time = new Date(later(ms, round)).toISOString().replace('T', ' ').replace('Z', '+00');
    return `{"action":"${action}","xid":${Number(xid) + round * MOST_XIDS},"timestamp":"${time}"${rest(round)}`;
  };
}

const ROUND_MS = 600_000;
const later = (ms: number, round: number): number => ms + round * ROUND_MS;

/** The first digits of a UUID. */
const UUID_HEAD = String.raw`\b[\da-f]{8}(?=-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}\b)`;
/** A moment as HTTP writes it, of the answer itself or of a cookie's end. */
const HTTP_DATE = String.raw`(?<="name":"date","value":"|expires=)[a-z]{3}, \d\d [a-z]{3} \d{4} [\d:]{8} GMT`;
/** The first digits of a body's hash in an ETag; those of files name size and time of change, and stay. */
const ETAG_HEAD = String.raw`(?<=W/\\"[\da-f]+-)[\w+/]{7}(?=[\w+/]{20}\\")`;
const MOVING = new RegExp(`(?<uuid>${UUID_HEAD})|(?<date>${HTTP_DATE})|(?<etag>${ETAG_HEAD})`, 'gi');

type Piece = (round: number) => string;

function template(text: string): Piece {
  const pieces: Piece[] = [];
  let from = 0;
  for (const { index, 0: found, groups } of text.matchAll(MOVING)) {
    const gap = text.slice(from, index);
    pieces.push(() => gap, movedBy(found, groups ?? {}));
    from = index + found.length;
  }
  const tail = text.slice(from);
  return (round) => pieces.map((piece) => piece(round)).join('') + tail;
}

function movedBy(found: string, { date, etag }: Readonly<Record<string, string | undefined>>): Piece {
  if (date !== undefined) return (round) => new Date(later(Date.parse(date), round)).toUTCString();
  if (etag !== undefined) return (round) => mixed(numberOf(etag), round).toString(36).padStart(7, '0');
  return (round) => mixed(Number.parseInt(found, 16), round).toString(16).padStart(8, '0');
}

const mixed = (number: number, round: number): number => (number ^ Math.imul(round, 0x9e3779b1)) >>> 0;

/** Another for nearly every other text. */
const numberOf = (text: string): number =>
  [...text].reduce((number, char) => Math.imul(number, 31) + char.charCodeAt(0), 7);

const PIECE = 4 * 1024 * 1024;

/** `write` gives the bytes of what it was given, as far as ASCII goes. */
function writeFile(path: string, fill: (write: (text: string) => number) => void): void {
  const file = openSync(path, 'w');
  let held: string[] = [];
  let length = 0;
  const flush = () => {
    writeSync(file, held.join(''));
    held = [];
    length = 0;
  };
  fill((text) => {
    held.push(text);
    length += text.length;
    if (length >= PIECE) flush();
    return text.length;
  });
  flush();
  closeSync(file);
}
