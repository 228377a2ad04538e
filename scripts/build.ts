import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';
import { bundles } from './bundles.ts';
import { fingerprint } from './fingerprint.ts';
import { isEntry, root } from './project.ts';

const out = join(root, 'out');
const stamp = join(out, '.built-from');

/** Builds the product into out/ unless it is already built from exactly these sources. */
export async function buildIfNeeded(): Promise<void> {
  const from = fingerprint(root);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === from) return;
  const start = performance.now();
  await buildFresh(from);
  console.error(`Built in ${((performance.now() - start) / 1000).toFixed(1)} s`);
}

/** Into a folder of its own first, so that a failed or interrupted build leaves the last good one alone. */
async function buildFresh(from: string): Promise<void> {
  const fresh = join(root, '.cache', `build-${process.pid}`);
  try {
    await Promise.all(bundles(root, fresh).map((config) => build(config)));
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

if (isEntry(import.meta)) await buildIfNeeded();
