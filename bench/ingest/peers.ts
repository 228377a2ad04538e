import { execFileSync } from 'node:child_process';
import { createReadStream } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { DUCK_PACKAGE, openDuck } from '../duck.ts';

/**
 * Other programs that read such files: no part of the product, fetched into the folder for one run. Each parses all of
 * a file and counts its records; none masks or stores anything.
 */

const PACKAGES = ['stream-json@3.8.0', 'stream-chain@4.4.1', '@streamparser/json@0.0.26'];

/** Installs the peers in the folder with npm. Throws where the registry cannot be reached. */
export function installPeers(folder: string): void {
  execFileSync('npm', ['install', '--silent', '--no-save', '--prefix', folder, ...PACKAGES, DUCK_PACKAGE]);
}

export const PEERS = ['stream-json', '@streamparser/json', 'DuckDB read_json'] as const;
export type Peer = (typeof PEERS)[number];

/** Reads the file with a peer that was installed in the folder; gives the number of records. */
export function readWithPeer(peer: Peer, file: string, folder: string): Promise<number> {
  const isHar = file.endsWith('.har');
  if (peer === 'stream-json') return streamJson(file, folder, isHar);
  return peer === '@streamparser/json' ? streamParser(file, folder, isHar) : duckDb(file, folder, isHar);
}

async function load<T>(folder: string, name: string): Promise<T> {
  const entry = createRequire(join(folder, 'package.json')).resolve(name);
  return (await import(pathToFileURL(entry).href)) as T;
}

/** The parts of these packages that are used. */
type Stage = (options?: object) => unknown;
interface Chain {
  readonly default: (stages: readonly unknown[]) => AsyncIterable<unknown>;
}
interface StreamParser {
  readonly JSONParser: new (options: object) => { onValue: (found: unknown) => void; write(piece: Uint8Array): void };
}

async function streamJson(file: string, folder: string, isHar: boolean): Promise<number> {
  const { parser } = await load<{ parser: Stage }>(folder, 'stream-json/parser.js');
  const { pick } = await load<{ pick: Stage }>(folder, 'stream-json/filters/pick.js');
  const { streamArray } = await load<{ streamArray: Stage }>(folder, 'stream-json/streamers/stream-array.js');
  const { streamValues } = await load<{ streamValues: Stage }>(folder, 'stream-json/streamers/stream-values.js');
  const chain = await load<Chain>(folder, 'stream-chain');
  const stages = isHar
    ? [parser(), pick({ filter: 'log.entries' }), streamArray()]
    : [parser({ jsonStreaming: true }), streamValues()];
  let count = 0;
  for await (const _each of chain.default([createReadStream(file, PIECES), ...stages])) count++;
  return count;
}

const PIECES = { highWaterMark: 1 << 20 };

async function streamParser(file: string, folder: string, isHar: boolean): Promise<number> {
  const { JSONParser } = await load<StreamParser>(folder, '@streamparser/json');
  const paths = { paths: [isHar ? '$.log.entries.*' : '$'], keepStack: false };
  const parser = new JSONParser(isHar ? paths : { ...paths, separator: '\n' });
  let count = 0;
  parser.onValue = () => void count++;
  for await (const piece of createReadStream(file, PIECES)) parser.write(piece as Uint8Array);
  return count;
}

/** Largest object that DuckDB takes: a HAR is one. */
const LARGEST = 1 << 30;

async function duckDb(file: string, folder: string, isHar: boolean): Promise<number> {
  const duck = await openDuck(folder);
  const entries = 'SELECT unnest(log.entries) AS entry';
  const source = isHar ? `read_json('${file}', maximum_object_size = ${LARGEST})` : `read_ndjson('${file}')`;
  const sql = isHar ? `CREATE TABLE read AS ${entries} FROM ${source}` : `CREATE TABLE read AS SELECT * FROM ${source}`;
  await duck.run(sql);
  const [[count] = []] = await duck.rows('SELECT count(*)::DOUBLE FROM read');
  duck.close();
  return Number(count);
}
