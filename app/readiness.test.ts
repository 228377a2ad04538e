import { afterEach, beforeEach, expect, test } from 'vitest';
import type { EngineEvent, Preparing } from '../shared/summary-views.ts';
import { router } from './api.ts';
import type { Engine } from './calls.ts';
import { fixtureFiles, importPaths, newWorkspace, openTestEngine } from './engine-for-tests.ts';
import { keepLists } from './kept-lists.ts';
import { createLongThread } from './long-thread.ts';
import { createReadiness } from './readiness.ts';
import { type Db, openDatabase } from './store/database.ts';
import { ensureTotals } from './store/totals.ts';

let workspace: string;
let engine: Engine;
let db: Db;
beforeEach(async () => {
  workspace = newWorkspace();
  engine = openTestEngine(workspace);
  await importPaths(engine, fixtureFiles('directus-serial-api'));
  db = openDatabase(workspace);
}, 60_000);
afterEach(async () => {
  db.close();
  await engine.close();
});

const totals = () => db.prepare('SELECT run_id, exchanges, linked FROM total').all();

test('an import leaves nothing to count for who opens the workspace', () => {
  expect(totals()).toHaveLength(1);
});

test('what lists lack is counted on another thread, which says how far it is; then they are as before', async () => {
  const [counted, before] = [totals(), engine.inventory()];
  db.exec('DELETE FROM total');
  const states: (Preparing | null)[] = [];
  const thread = createLongThread(workspace, new URL('./ingest/import-worker.ts', import.meta.url), () => {});
  const lists = keepLists(db);
  const readiness = createReadiness(
    db,
    {
      countRun: (run) => thread.ask('countRun', { run }),
      prepare: lists.prepare,
      onState: () => states.push(readiness.state()),
    },
    0,
  );
  await Promise.all([readiness.ready(), readiness.ready()]);
  expect(states).toEqual([{ counted: 0, of: 1 }, null]);
  expect(totals()).toEqual(counted);
  expect(lists.inventory.now()).toEqual(before);
  await thread.close();
});

test('a run that is removed before it is counted is no error', () => {
  db.exec('DELETE FROM total');
  ensureTotals(db, [1, 99]);
  expect(totals()).toHaveLength(1);
});

test('a host that asks for a list waits until it is there; of a small workspace nothing is said', async () => {
  db.exec('DELETE FROM total');
  const heard: EngineEvent[] = [];
  engine.subscribe((event) => heard.push(event));
  const caller = router.createCaller({ engine });
  expect([await caller.preparing(), await caller.hasRuns()]).toEqual([null, true]);
  expect(totals()).toEqual([]);
  expect((await caller.inventoryPart({ part: 0 })).findings).toEqual(engine.inventory().findings);
  expect(totals()).toHaveLength(1);
  expect(heard).toEqual([]);
});

test('lists that are prepared in pieces follow what is judged anew meanwhile', async () => {
  const lists = keepLists(db);
  const preparing = lists.prepare();
  const [table] = engine.tables().filter(({ table }) => table === 'public.page_hits');
  engine.classify({ tables: [{ table: table?.table ?? '', column: null }], class: 'ignored' });
  await preparing;
  expect(lists.inventory.now()).toEqual(engine.inventory());
});
