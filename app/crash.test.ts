import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, statSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { copyOf, fixtureFiles, importPaths, newWorkspace, openTestEngine } from './engine-for-tests.ts';
import { openDatabase } from './store/database.ts';

const TRIGGER = 'safe-method-writes GET http://127.0.0.1:8055/flows/trigger/{}';
/** Moments at which an import is killed, from its first to its last. */
const POINTS = process.env.CI ? 50 : 10;

/** A program of its own that imports into a workspace: a file, because its import thread must start as in the product. */
function writeProgram(): string {
  const program = join(mkdtempSync(join(tmpdir(), 'import-')), 'import.mjs');
  const helpers = new URL('./engine-for-tests.ts', import.meta.url);
  writeFileSync(
    program,
    `import { fixtureFiles, importPaths, openTestEngine } from '${helpers}';
     const engine = openTestEngine(process.argv[2]);
     console.log('ready');
     const { step, message } = await importPaths(engine, fixtureFiles('directus-serial-api'));
     console.log(step + ' ' + message);
     process.kill(process.pid, 'SIGKILL');`,
  );
  return program;
}

const program = writeProgram();

const startImport = (workspace: string) =>
  spawn(process.execPath, [program, workspace], { stdio: ['ignore', 'pipe', 'inherit'] });

/** All that a program says. */
async function said(child: ReturnType<typeof startImport>): Promise<string> {
  let text = '';
  child.stdout.on('data', (piece: Buffer) => {
    text += piece.toString();
  });
  await once(child, 'close');
  return text;
}

/** How long an import takes here and now, in milliseconds. */
async function timeImport(workspace: string): Promise<number> {
  const child = startImport(workspace);
  await once(child.stdout, 'data');
  const from = performance.now();
  expect(await said(child)).toContain('done');
  return performance.now() - from;
}

async function importAndKill(workspace: string, afterMs: number): Promise<void> {
  const child = startImport(workspace);
  await once(child.stdout, 'data');
  await after(afterMs);
  child.kill('SIGKILL');
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
}

/** A workspace with a run and a decision. */
async function decided(): Promise<string> {
  const workspace = newWorkspace();
  const engine = openTestEngine(workspace);
  await importPaths(engine, fixtureFiles('directus-semantics'));
  engine.setStatus({ keys: [TRIGGER], status: 'triaged', why: null, shippedOn: null });
  await engine.close();
  return workspace;
}

async function checkWhole(workspace: string, when: string): Promise<void> {
  const engine = openTestEngine(workspace);
  const runs = engine.runs();
  expect(runs.length, when).toBeLessThanOrEqual(2);
  // Runs are listed by their traffic, and that of the killed import is the older one.
  const added = runs.find(({ id }) => id !== 1);
  if (added) expect(added, when).toMatchObject({ exchanges: 136, links: { transactions: 166 } });
  const finding = engine.inventory().findings.find((row) => row.key === TRIGGER);
  expect(finding, when).toMatchObject({ verdict: 'broken', tracking: { status: 'triaged' } });
  await engine.close();
  const db = openDatabase(workspace);
  expect(db.pragma('integrity_check', { simple: true }), when).toBe('ok');
  expect(db.prepare("SELECT count(*) FROM run WHERE state = 'importing'").pluck().get(), when).toBe(0);
  db.close();
}

test('a killed import leaves the workspace whole: no half run, no decision lost', async () => {
  const workspace = await decided();
  const takesMs = await timeImport(copyOf(workspace));
  const moments = Array.from({ length: POINTS }, (_, point) => ((point + Math.random()) / POINTS) * takesMs * 1.05);
  const killAt = async (ms: number) => {
    const copy = copyOf(workspace);
    await importAndKill(copy, ms);
    await checkWhole(copy, `killed after ${Math.round(ms)} of ${Math.round(takesMs)} ms`);
  };
  const worker = async () => {
    for (let ms = moments.pop(); ms !== undefined; ms = moments.pop()) await killAt(ms);
  };
  await Promise.all(Array.from({ length: Math.min(4, availableParallelism()) }, worker));
}, 300_000);

/** An import by a process whose files may not grow beyond so many blocks of 512 bytes. */
const importOnFullDisk = (workspace: string, blocks: number): Promise<string> =>
  said(
    spawn('sh', ['-c', `ulimit -f ${blocks}; exec "$@"`, 'sh', process.execPath, program, workspace], {
      stdio: ['ignore', 'pipe', 'inherit'],
    }),
  );

test.skipIf(process.platform === 'win32')('a full disk fails the import and leaves the workspace whole', async () => {
  const workspace = await decided();
  const blocks = Math.ceil(statSync(workspace).size / 512);
  for (const more of [8, 800]) {
    const copy = copyOf(workspace);
    expect(await importOnFullDisk(copy, blocks + more)).toMatch(
      /failed The workspace could not be written .*Free some space/,
    );
    await checkWhole(copy, `${more} blocks left`);
  }
});
