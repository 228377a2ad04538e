import { closeSync, openSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';

/** Large captures of real records: those of the recorded runs over and over, each time with other ids and times. */

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

/** The first digits of every UUID: they move from round to round, and alike wherever the UUID stands. */
const UUID_HEAD = /\b[\da-f]{8}(?=-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}\b)/g;

function template(text: string): (round: number) => string {
  const heads = [...text.matchAll(UUID_HEAD)];
  const gaps = heads.map(({ index }, at) => text.slice((heads[at - 1]?.index ?? -8) + 8, index));
  const tail = text.slice((heads.at(-1)?.index ?? -8) + 8);
  return (round) => gaps.map((gap, at) => gap + moved(heads[at]?.[0] ?? '', round)).join('') + tail;
}

const moved = (head: string, round: number): string =>
  ((Number.parseInt(head, 16) ^ Math.imul(round, 0x9e3779b1)) >>> 0).toString(16).padStart(8, '0');

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
