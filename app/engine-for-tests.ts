import { copyFileSync, existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import type { ImportState } from '../shared/import-views.ts';
import type { Engine } from './calls.ts';
import { openEngine } from './engine.ts';

/** For tests: real engines on real files. */

const here = fileURLToPath(new URL('./fixtures/', import.meta.url));

export type RunName = 'directus-serial-api' | 'directus-serial-ui' | 'directus-semantics';

export const newWorkspace = (): string => join(mkdtempSync(join(tmpdir(), 'endpoint-audit-')), 'test.audit');

/** A workspace with what a killed program left beside it. */
export function copyOf(workspace: string): string {
  const copy = newWorkspace();
  for (const part of ['', '-wal', '-shm'])
    if (existsSync(workspace + part)) copyFileSync(workspace + part, copy + part);
  return copy;
}

export const openTestEngine = (workspace = newWorkspace()): Engine =>
  openEngine({
    workspace,
    samples: fileURLToPath(new URL('../samples/directus/', import.meta.url)),
    importWorker: new URL('./ingest/import-worker.ts', import.meta.url),
  });

export const fixtureFiles = (run: RunName): string[] =>
  ['requests.har.gz', 'changes.v2.jsonl.gz'].map((name) => join(here, run, name));

/** Transaction id → position of the entry that caused it; null = none did. */
export const fixtureTruth = (run: RunName): Record<string, number | null> =>
  JSON.parse(readFileSync(join(here, run, 'truth.json'), 'utf8')) as Record<string, number | null>;

/** The file as if its traffic had been on another day. */
export function later(path: string, day: string): string {
  const copy = join(mkdtempSync(join(tmpdir(), 'endpoint-audit-')), path.split('/').at(-1)?.replace('.gz', '') ?? '');
  writeFileSync(copy, gunzipSync(readFileSync(path)).toString('utf8').replaceAll('2026-11-21', day));
  return copy;
}

const ENDED = new Set(['done', 'failed', 'cancelled']);

/** Imports files as one run and waits for the end. */
export function importPaths(engine: Engine, paths: readonly string[]): Promise<ImportState> {
  const files = paths.map((path) => ({ name: path.split('/').at(-1) ?? path, bytes: null, path }));
  return importEnds(engine, () => engine.startImport({ files, strict: false, keepDamaged: false }));
}

/** Resolves with the last state of the import that `start` starts; `see` is told of every state on the way. */
export function importEnds(
  engine: Engine,
  start: () => ImportState,
  see: (state: ImportState) => void = () => {},
): Promise<ImportState> {
  return new Promise((resolve) => {
    const stop = engine.subscribe((event) => {
      if (event.type !== 'import') return;
      see(event.state);
      if (!ENDED.has(event.state.step)) return;
      stop();
      resolve(event.state);
    });
    start();
  });
}
