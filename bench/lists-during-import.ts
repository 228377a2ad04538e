import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Engine } from '../app/calls.ts';
import { openEngine } from '../app/engine.ts';
import type { ImportState } from '../shared/import-views.ts';
import { keepFindings } from './lists-workspace.ts';

/**
 * What lists cost while the sample run is imported into the workspace that bench/lists.ts made, and whether the import
 * says how far it is. Each list is asked every 100 ms, by the clock and by the processor time of the engine's thread.
 *   node bench/lists-during-import.ts [--endpoints N] [--exchanges N]
 */
const { values } = parseArgs({
  options: {
    endpoints: { type: 'string', default: '10000' },
    exchanges: { type: 'string', default: '100000' },
  },
});
const root = join(import.meta.dirname, '..');
const SAMPLE = ['requests.har.gz', 'changes.jsonl.gz'].map((name) => join(root, 'samples/directus', name));
const BETWEEN_MS = 100;

interface Asked {
  readonly name: string;
  readonly clock: number[];
  readonly processor: number[];
}

function listsOf(engine: Engine): readonly (readonly [name: string, ask: () => unknown])[] {
  const id = engine.inventory().endpoints[0]?.endpoint.id ?? 0;
  return [
    ['inventory, a part', () => engine.inventoryPart(0)],
    ['endpoint', () => engine.endpoint(id)],
    ['tables', () => engine.tables()],
    ['runs', () => engine.runs()],
    ['overview', () => engine.overview({ vs: null })],
    ['summary', () => engine.summary()],
  ];
}

function ask({ clock, processor }: Asked, list: () => unknown): void {
  const [at, used] = [performance.now(), process.threadCpuUsage()];
  JSON.stringify(list());
  const { user, system } = process.threadCpuUsage(used);
  clock.push(performance.now() - at);
  processor.push((user + system) / 1000);
}

const ENDED = new Set<ImportState['step']>(['done', 'failed', 'cancelled']);

async function askWhileImporting(engine: Engine): Promise<void> {
  const steps = new Map<string, number>();
  let step: ImportState['step'] | null = null;
  engine.subscribe((event) => {
    if (event.type !== 'import') return;
    step = event.state.step;
    steps.set(step, (steps.get(step) ?? 0) + 1);
  });
  const lists = listsOf(engine).map(([name, list]) => ({ list, asked: { name, clock: [], processor: [] } as Asked }));
  engine.startImport({
    files: SAMPLE.map((path) => ({ name: path, bytes: null, path })),
    strict: false,
    keepDamaged: false,
  });
  while (step === null || !ENDED.has(step)) {
    for (const { list, asked } of lists) ask(asked, list);
    await new Promise((resolve) => setTimeout(resolve, BETWEEN_MS));
  }
  for (const { asked } of lists) print(asked);
  console.log(`progress told: ${[...steps].map(([name, times]) => `${name} ${times}`).join(', ')}`);
}

const at95 = (times: readonly number[]): string =>
  `${(times.toSorted((a, b) => a - b)[Math.ceil(0.95 * times.length) - 1] ?? 0).toFixed(1)} ms`.padStart(10);

function print({ name, clock, processor }: Asked): void {
  const times = String(clock.length).padStart(5);
  console.log(`${name.padEnd(20)}${times} times  p95${at95(processor)} of the processor${at95(clock)} by the clock`);
}

const folder = mkdtempSync(join(tmpdir(), 'endpoint-audit-lists-'));
const workspace = join(folder, 'lists.audit');
copyFileSync(join(root, '.cache', `lists-${values.endpoints}-${values.exchanges}.audit`), workspace);
keepFindings(workspace);
const importWorker = new URL('../app/ingest/import-worker.ts', import.meta.url);
const engine = openEngine({ workspace, samples: root, importWorker });
try {
  await askWhileImporting(engine);
} finally {
  await engine.close();
  rmSync(folder, { recursive: true, force: true });
}
