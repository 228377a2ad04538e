import { join } from 'node:path';
import { root } from './project.ts';
import { runChild } from './run-child.ts';

/** `npm run fuzz -- 2000000`: damages the recorded samples that many times, otherwise than last time, and reads them. */

const runs = process.argv[2] ?? '1000000';
const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs');
const { code } = await runChild({
  command: process.execPath,
  args: [vitest, 'run', 'app/ingest/fuzz.test.ts', '--testTimeout', '0'],
  env: { ...process.env, FUZZ_RUNS: runs },
});
process.exitCode = code;
