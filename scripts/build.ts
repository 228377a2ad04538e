import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeLicences } from './bundled-licences.ts';
import { fingerprint } from './fingerprint.ts';
import { isEntry, root } from './project.ts';
import { runChild } from './run-child.ts';

const out = join(root, 'out');
const stamp = join(out, '.built-from');

/** The build said why on standard error. */
export class BuildFailed extends Error {
  override readonly message = 'The build failed.';
}

/** Builds the product into out/ unless it is already built from exactly these sources. */
export async function buildIfNeeded(): Promise<void> {
  const from = fingerprint(root);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === from) return;
  // In a process of its own: a program that stays open must not keep the bundler's memory.
  const { code } = await runChild({ command: process.execPath, args: [...process.execArgv, import.meta.filename] });
  if (code !== 0) throw new BuildFailed();
}

/** Into a folder of its own first, so that a failed or interrupted build leaves the last good one alone. */
async function build(): Promise<void> {
  const [vite, { bundles }] = await Promise.all([import('vite'), import('./bundles.ts')]);
  const from = fingerprint(root);
  const fresh = join(root, '.cache', `build-${process.pid}`);
  try {
    await Promise.all(bundles(root, fresh).map((config) => vite.build(config)));
    writeLicences(root, fresh);
    writeFileSync(join(fresh, '.built-from'), from);
    replace(out, fresh);
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
}

function replace(target: string, fresh: string): void {
  const old = join(root, '.cache', `old-${process.pid}`);
  mkdirSync(old, { recursive: true });
  if (existsSync(target)) renameSync(target, join(old, 'out'));
  renameSync(fresh, target);
  rmSync(old, { recursive: true, force: true });
}

if (isEntry(import.meta)) {
  const start = performance.now();
  try {
    await build();
    console.error(`Built in ${((performance.now() - start) / 1000).toFixed(1)} s`);
  } catch (error) {
    console.error((error as Error).message);
    process.exitCode = 1;
  }
}
