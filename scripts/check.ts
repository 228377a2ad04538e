import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Counts, closingLine, NONE, vitestCounts } from './counts.ts';
import { isEntry, root } from './project.ts';
import { runStep, type Step } from './steps.ts';

const tool = (...path: string[]) => join(root, 'node_modules', ...path);
const unitReport = join(root, '.cache', 'unit.json');

const STATIC: readonly Step[] = [
  { name: 'types', args: [tool('typescript', 'bin', 'tsc'), '-b'] },
  { name: 'lint, imports', args: [tool('@biomejs', 'biome', 'bin', 'biome'), 'check', '--error-on-warnings'] },
  { name: 'unused code', args: [tool('knip', 'bin', 'knip.js')] },
];

const UNIT: Step = {
  name: 'unit tests',
  args: [
    tool('vitest', 'vitest.mjs'),
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${unitReport}`,
  ],
};

/** Types, import table, lint, unused code and unit tests; stops at the first that fails. */
export async function check(): Promise<Counts> {
  mkdirSync(join(root, '.cache'), { recursive: true });
  for (const step of STATIC) {
    if (!(await runStep(step))) return { ...NONE, failed: 1 };
  }
  let passed = await runStep(UNIT);
  let counts = vitestCounts(unitReport);
  if (!passed && counts.failed === 0 && process.env.CI) {
    // Node 24.21 was seen to abort with V8's "Check failed: jit_page.has_value()" while threads come and go.
    // Only a process that died is run again: a test that failed has failed.
    passed = await runStep(UNIT);
    counts = vitestCounts(unitReport);
  }
  return passed || counts.failed > 0 ? counts : { ...counts, failed: 1 };
}

if (isEntry(import.meta)) {
  const counts = await check();
  console.log(closingLine(counts));
  process.exitCode = counts.failed > 0 ? 1 : 0;
}
