import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { readClasses } from './classes.ts';
import { writeRun } from './courses-for-tests.ts';
import { copyOf, fixtureFiles, openTestEngine } from './engine-for-tests.ts';
import { judgeRuns } from './judging.ts';
import { largeWorkspace } from './large-for-tests.ts';
import { openDatabase } from './store/database.ts';
import { readFindings } from './store/findings.ts';
import { readyRuns } from './store/runs.ts';

/** Moments at which the program is killed, from its first deed to its last. */
const POINTS = process.env.CI ? 40 : 8;
const key = (course: string): string => `safe-method-writes GET https://school.test/courses/${course}/home`;

/** Gives a route, takes it back, gives it again and removes a run: each on another thread. */
function writeProgram(): string {
  const program = join(mkdtempSync(join(tmpdir(), 'killed-routes-')), 'change.mjs');
  const helpers = new URL('./engine-for-tests.ts', import.meta.url);
  writeFileSync(
    program,
    `import { openTestEngine } from '${helpers}';
     const engine = openTestEngine(process.argv[2]);
     console.log('ready');
     await engine.editTemplates({ set: ['/courses/{course}/home'], remove: [], file: null });
     await engine.undo();
     await engine.redo();
     await engine.removeRun(2);
     console.log('done');
     process.kill(process.pid, 'SIGKILL');`,
  );
  return program;
}

const program = writeProgram();
const start = (workspace: string) =>
  spawn(process.execPath, [program, workspace], { stdio: ['ignore', 'pipe', 'inherit'] });

/** How long it all takes here and now, in milliseconds. */
async function timeAll(workspace: string): Promise<number> {
  const child = start(workspace);
  await once(child.stdout, 'data');
  const from = performance.now();
  await once(child, 'close');
  return performance.now() - from;
}

async function killAt(workspace: string, ms: number): Promise<void> {
  const child = start(workspace);
  await once(child.stdout, 'data');
  await after(ms);
  child.kill('SIGKILL');
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
}

/** The template, its routes, the decisions and the verdicts are all of before a deed, or all of after it. */
async function expectWhole(workspace: string, when: string): Promise<void> {
  const engine = openTestEngine(workspace);
  const isMerged = engine.routeTemplates().length === 1;
  const rows = engine.inventory().findings.filter(({ key }) => key.includes('GET https://school'));
  const offending = rows.filter(({ rule }) => rule === 'safe-method-writes');
  const apart = ['alpha', 'bravo', 'delta'].map(key);
  expect(offending.map((row) => row.key).sort(), when).toEqual(isMerged ? [key('{}')] : apart);
  const own = offending.find((row) => row.key === key(isMerged ? '{}' : 'alpha'));
  expect(own?.tracking, when).toMatchObject({ status: 'planned' });
  expect(engine.summary().recovered, when).toBe(null);
  await engine.close();
  const db = openDatabase(workspace);
  expect(db.pragma('integrity_check', { simple: true }), when).toBe('ok');
  expect(db.prepare("SELECT count(*) FROM run WHERE state = 'importing'").pluck().get(), when).toBe(0);
  const tellOf = (findings: ReturnType<typeof readFindings>) =>
    findings.map((each) => `${each.runId} ${each.key} ${each.judgement.summary}`).sort();
  expect(tellOf(readFindings(db)), when).toEqual(tellOf(judgeRuns(db, readyRuns(db), readClasses(db))));
  db.close();
}

test('killed at any moment, routes, decisions and verdicts are whole: all of a change, or nothing', async () => {
  const runs = [writeRun(51, ['alpha', 'bravo']), writeRun(52, ['alpha', 'delta'])];
  const workspace = await largeWorkspace([...runs, fixtureFiles('directus-serial-api')]);
  const engine = openTestEngine(workspace);
  engine.setStatus({ keys: [key('alpha')], status: 'planned', why: null, shippedOn: null });
  await engine.close();
  const takesMs = await timeAll(copyOf(workspace));
  for (let point = 0; point < POINTS; point++) {
    const copy = copyOf(workspace);
    const ms = ((point + Math.random()) / POINTS) * takesMs;
    await killAt(copy, ms);
    await expectWhole(copy, `killed after ${Math.round(ms)} of ${Math.round(takesMs)} ms`);
  }
}, 300_000);
