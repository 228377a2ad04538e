import { readdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { BadInput, type Engine } from './calls.ts';
import { fixtureFiles, importPaths, newWorkspace, openTestEngine } from './engine-for-tests.ts';
import { TemplateError } from './export/templates.ts';
import { createLongThread } from './long-thread.ts';
import { clearCopies } from './store/copied.ts';
import { openDatabase } from './store/database.ts';

let workspace: string;
let engine: Engine;
beforeEach(async () => {
  workspace = newWorkspace();
  engine = openTestEngine(workspace);
  await importPaths(engine, fixtureFiles('directus-serial-api'));
}, 60_000);
afterEach(() => engine.close());

const TOGETHER = { set: ['/flows/{part}/{id}'], remove: [], file: null };
const beside = () => readdirSync(dirname(workspace)).sort();

test('the engine answers and decides while a preview is made, and the next document knows of it', async () => {
  let isDone = false;
  const preview = engine.previewTemplates(TOGETHER).finally(() => {
    isDone = true;
  });
  const key = engine.inventory().findings[0]?.key ?? '';
  expect(engine.setOwner({ keys: [key], owner: 'M. Keller' })).toMatchObject({ applied: 1 });
  expect(isDone).toBe(false);
  expect((await preview).routes).toMatchObject([{ after: ['GET /flows/{part}/{id}'] }]);
  const { text } = await engine.exportList({ format: 'csv', of: 'findings', keys: [key] });
  expect(text).toContain('M. Keller');
});

test('a preview that nobody waits for any more ends, leaves nothing, and the next one is made', async () => {
  const before = beside();
  const db = openDatabase(workspace);
  const worker = new URL('./ingest/import-worker.ts', import.meta.url);
  const thread = createLongThread(workspace, worker, () => clearCopies(db, process.pid), 0);
  const ending = new AbortController();
  const preview = thread.ask('previewTemplates', TOGETHER, { signal: ending.signal });
  setImmediate(() => ending.abort());
  await expect(preview).rejects.toThrow('broken off');
  expect((await thread.ask('previewTemplates', TOGETHER)).routes).toHaveLength(1);
  await thread.close();
  db.close();
  expect(beside()).toEqual(before);
});

test('when it is closed, what waits is refused, and no other thread begins', async () => {
  const worker = new URL('./ingest/import-worker.ts', import.meta.url);
  const thread = createLongThread(workspace, worker, () => {});
  const asked = [thread.ask('previewTemplates', TOGETHER), thread.ask('countRun', { run: 1 })];
  const ends = Promise.allSettled(asked);
  await new Promise(setImmediate);
  await thread.close();
  expect(await ends).toMatchObject([{ status: 'rejected' }, { status: 'rejected' }]);
  await expect(thread.ask('countRun', { run: 1 })).rejects.toThrow('The workspace was closed');
});

test('what another thread refuses is refused as here', async () => {
  await expect(engine.previewClassFile({ text: '[]' })).rejects.toBeInstanceOf(BadInput);
  const parts = { proof: true, headers: true, calls: true, tests: false, openapi: false, rowValues: false };
  const notes = { format: 'md', audience: 'all', since: null, keys: null, parts } as const;
  await expect(engine.notes({ ...notes, templates: '/nowhere' })).rejects.toBeInstanceOf(TemplateError);
  expect((await engine.notes({ ...notes, templates: null })).files).toHaveLength(1);
});
