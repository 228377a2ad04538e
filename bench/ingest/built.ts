import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { nodeBundle } from '../../scripts/bundles.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** What measures, built as the product is: a thread that first makes JavaScript of TypeScript has that memory, too. */
export async function buildMeasure(): Promise<string> {
  const out = join(root, '.cache', 'bench-ingest');
  const entry = (name: string) => join(root, 'bench', 'ingest', `${name}.ts`);
  const input = { measure: entry('measure'), thread: entry('thread') };
  await build(nodeBundle(root, out, { input, format: 'es', target: 'node22' }));
  return join(out, 'measure.mjs');
}
