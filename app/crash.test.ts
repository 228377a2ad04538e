import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as after } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { fixtureFiles, importPaths, newWorkspace, openTestEngine } from './engine-for-tests.ts';
import { openDatabase } from './store/database.ts';

const TRIGGER = 'safe-method-writes GET http://127.0.0.1:8055/flows/trigger/{}';
const app = fileURLToPath(new URL('.', import.meta.url));

/** A process of its own that imports into the workspace, killed without warning. */
async function importAndKill(workspace: string, afterMs: number): Promise<void> {
  const script = `
    import { fixtureFiles, importPaths, openTestEngine } from './engine-for-tests.ts';
    const engine = openTestEngine(process.argv[1]);
    console.log('ready');
    await importPaths(engine, fixtureFiles('directus-serial-ui'));
    process.kill(process.pid, 'SIGKILL');`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script, workspace], {
    cwd: app,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data');
  await after(afterMs);
  child.kill('SIGKILL');
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
}

test('a killed import leaves the workspace whole: no half run, no decision lost', async () => {
  const workspace = newWorkspace();
  const engine = openTestEngine(workspace);
  await importPaths(engine, fixtureFiles('directus-semantics'));
  engine.setStatus({ keys: [TRIGGER], status: 'triaged', why: null, shippedOn: null });
  await engine.close();
  // Spread over opening, reading, attributing and the last transaction of an import of about half a second.
  for (const afterMs of [0, 40, 90, 150, 220, 300, 390, 480, 600]) {
    await importAndKill(workspace, afterMs);
    const again = openTestEngine(workspace);
    const runs = again.runs();
    expect(runs.length, `killed after ${afterMs} ms`).toBeLessThanOrEqual(2);
    if (runs.length === 2) expect(runs[0]).toMatchObject({ exchanges: 304, links: { transactions: 130 } });
    const finding = again.inventory().findings.find((row) => row.key === TRIGGER);
    expect(finding).toMatchObject({ verdict: 'broken', tracking: { status: 'triaged' } });
    await again.close();
    const db = openDatabase(workspace);
    expect(db.pragma('integrity_check', { simple: true })).toBe('ok');
    expect(db.prepare("SELECT count(*) FROM run WHERE state = 'importing'").pluck().get()).toBe(0);
    db.close();
    if (runs.length === 2) break;
  }
}, 60_000);
