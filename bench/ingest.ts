import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { buildMeasure } from './ingest/built.ts';
import { writeHar, writeLog } from './ingest/files.ts';
import type { Measured } from './ingest/measure.ts';
import { installPeers, PEERS } from './ingest/peers.ts';

/**
 * What reading large captures costs, each step in a process of its own:
 *   node bench/ingest.ts [--mb N] [--large-mb N] [--folder F] [--no-peers]
 * Files of N megabytes (200), which a bare JSON.parse can still take, give the ratios of processor time; files of
 * `--large-mb` (2000; 0 = none), past the longest string, the peak of memory. What is stored cannot cost less than its
 * bytes read and hashed and its rows inserted, so these stand beside it; the peak of the latter is the import's before.
 * Files are made in a folder of their own in F (the system's for temporary files) and deleted afterwards. stream-json,
 * @streamparser/json and DuckDB read the same files for comparison; they are fetched into the folder, too.
 */
function main(): void {
  const { values } = parseArgs({
    options: {
      mb: { type: 'string', default: '200' },
      'large-mb': { type: 'string', default: '2000' },
      folder: { type: 'string', default: tmpdir() },
      'no-peers': { type: 'boolean', default: false },
    },
  });
  const bytes = Number(values.mb) * 1e6;
  const largeBytes = Number(values['large-mb']) * 1e6;
  needSpace(values.folder, 3 * Math.max(bytes, largeBytes));
  const folder = mkdtempSync(join(values.folder, 'bench-ingest-'));
  try {
    if (!values['no-peers']) installPeers(folder);
    compare(folder, bytes, values['no-peers'] ? [] : PEERS);
    if (largeBytes > 0) fill(folder, largeBytes);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** A file and what is stored of it stand side by side. */
function needSpace(folder: string, bytes: number): void {
  const { bavail, bsize } = statfsSync(folder);
  if (bavail * bsize < bytes)
    throw new Error(
      `${folder}: ${megabytes(bytes)} needed, ${megabytes(bavail * bsize)} free. Choose another --folder`,
    );
}

const FILES = [
  { name: 'HAR', file: 'requests.har', write: writeHar, parse: 'parse-whole', words: 'JSON.parse of the whole file' },
  {
    name: 'wal2json 2',
    file: 'changes.jsonl',
    write: writeLog,
    parse: 'parse-lines',
    words: 'JSON.parse of each line',
  },
] as const;

/** Each way's rate in processor time, as a ratio to JSON.parse of the same file. */
function compare(folder: string, bytes: number, peers: readonly string[]): void {
  for (const { name, file, write, parse, words } of FILES) {
    const path = join(folder, file);
    write(path, bytes);
    const bare = measure(folder, parse, path);
    console.log(`\n${name}, ${megabytes(bare.bytes)}, ${bare.records} records`);
    report(words, bare, bare);
    report('its bytes read and hashed', measure(folder, 'hash', path), bare);
    report('read', measure(folder, 'read', path), bare);
    report('read and stored', measure(folder, 'store', path), bare);
    report('its rows inserted, no more', measure(folder, 'insert', path), bare);
    for (const peer of peers) report(peer, measure(folder, peer, path), bare);
    rmSync(path);
  }
}

/** What no string holds is read and stored all the same. */
function fill(folder: string, bytes: number): void {
  for (const { name, file, write } of FILES) {
    const path = join(folder, file);
    write(path, bytes);
    const stored = measure(folder, 'store', path);
    console.log(`\n${name}, ${megabytes(stored.bytes)}`);
    report('read and stored', stored, null);
    rmSync(path);
  }
}

function measure(folder: string, way: string, file: string): Measured {
  const output = execFileSync(process.execPath, [script, way, file, folder], { encoding: 'utf8' });
  return JSON.parse(output) as Measured;
}

function report(what: string, { bytes, cpuMs, wallMs, peakBytes, storedBytes }: Measured, bare: Measured | null): void {
  const ratio = bare && bare.cpuMs / bare.bytes / (cpuMs / bytes);
  const cells = [
    what.padEnd(30),
    `${(bytes / 1e3 / cpuMs).toFixed(1)} MB per CPU second`.padStart(24),
    ratio === null ? '' : `× ${ratio.toFixed(2)}`.padStart(8),
    `${(wallMs / 1000).toFixed(1)} s`.padStart(9),
    `peak ${megabytes(peakBytes)}`.padStart(14),
    storedBytes > 0 ? `   workspace ${megabytes(storedBytes)}` : '',
  ];
  console.log(cells.join('  ').trimEnd());
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(0)} MB`;
}

const script = await buildMeasure();
main();
