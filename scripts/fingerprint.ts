import { createHash } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Everything a build can read, besides the packages, which the lock file stands for. */
const INPUTS = [
  'shared/**/*.ts',
  'app/**/*.{ts,json,sql}',
  'main/**/*.ts',
  'renderer/**/*',
  'scripts/b*.ts',
  'package.json',
  'package-lock.json',
];
const NOT_BUILT = /\.test\.tsx?$|[\\/]fixtures[\\/]/;

/** A hash over names and contents of all inputs: equal only where a build would give the same. */
export function fingerprint(root: string): string {
  const hash = createHash('sha256');
  for (const file of inputs(root))
    hash
      .update(file)
      .update('\0')
      .update(readFileSync(join(root, file)))
      .update('\0');
  return hash.digest('hex');
}

function inputs(root: string): string[] {
  return globSync(INPUTS, { cwd: root, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
    .filter((file) => !NOT_BUILT.test(file))
    .sort();
}
