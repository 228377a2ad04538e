import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { importPaths, openTestEngine } from '../app/engine-for-tests.ts';

/**
 * What an import costs, from drop to inventory, in one process as on a person's machine:
 *   node bench/import.ts FILE...
 * Prints wall time until the inventory is answered, CPU time, the workspace's size and the peak of memory.
 */
const files = process.argv.slice(2);
if (files.length === 0) throw new Error('usage: import.ts FILE...');
const folder = mkdtempSync(join(tmpdir(), 'bench-import-'));
const workspace = join(folder, 'bench.audit');
const engine = openTestEngine(workspace);
const started = performance.now();
const marks: string[] = [];
engine.subscribe((event) => {
  if (event.type !== 'import' || marks.at(-1)?.startsWith(event.state.step)) return;
  marks.push(`${event.state.step} at ${seconds(performance.now() - started)}`);
});
const done = await importPaths(engine, files);
if (done.step !== 'done') throw new Error(done.message ?? done.step);
const { findings, endpoints } = engine.inventory();
const wallMs = performance.now() - started;
const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
const { exchanges } = engine.summary();
await engine.close();
console.log(`${exchanges} exchanges, ${endpoints.length} endpoints, ${findings.length} findings`);
console.log(`drop to inventory  ${seconds(wallMs)} (${marks.join(', ')})`);
console.log(`CPU                ${seconds((userCPUTime + systemCPUTime) / 1000)}`);
console.log(`workspace          ${megabytes(statSync(workspace).size)}`);
console.log(`peak memory        ${megabytes(maxRSS * 1024)}`);
rmSync(folder, { recursive: true });

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(2)} s`;
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}
