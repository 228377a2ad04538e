import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Where `os.tmpdir()` looks, on every system. */
const NAMES = ['TMPDIR', 'TEMP', 'TMP'];

/** Gives all unit tests one temporary folder and removes it after the last: none of them has to tidy up. */
export function setup(): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'endpoint-audit-tests-'));
  for (const name of NAMES) process.env[name] = folder;
  return () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}
