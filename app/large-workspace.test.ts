import { afterEach, expect, test } from 'vitest';
import type { Engine } from './calls.ts';
import { openEngine } from './engine.ts';
import { fixtureFiles, importPaths, newWorkspace, openTestEngine } from './engine-for-tests.ts';
import { openDatabase } from './store/database.ts';

const OFFENDER = 'safe-method-writes GET http://127.0.0.1:8055/flows/trigger/{}';
const IGNORED = { tables: [{ table: 'public.page_hits', column: null }], class: 'ignored' as const };

const open: Engine[] = [];
const kept = (engine: Engine): Engine => {
  open.push(engine);
  return engine;
};
afterEach(async () => {
  for (const engine of open.splice(0)) await engine.close();
});

/** A small run that says of itself that it is large. */
async function large(): Promise<string> {
  const workspace = newWorkspace();
  const engine = openTestEngine(workspace);
  await importPaths(engine, fixtureFiles('directus-serial-api'));
  await engine.close();
  const db = openDatabase(workspace);
  db.exec('UPDATE capture SET records = 100000');
  db.close();
  return workspace;
}

const verdictOf = (engine: Engine) => engine.inventory().findings.find(({ key }) => key === OFFENDER)?.verdict;
const classOf = (engine: Engine) => engine.tables().find(({ table }) => table === 'public.page_hits')?.class;

test('a class is kept at once, older verdicts are shown as such, and a crash before the new ones loses nothing', async () => {
  const workspace = await large();
  // A thread that never gets to it.
  const importWorker = new URL('data:text/javascript,setInterval(() => {}, 1_000)');
  const held = openEngine({ workspace, samples: '', importWorker });
  const change = expect(held.classify(IGNORED)).rejects.toThrow('The workspace was closed');
  expect(classOf(held)).toBe('ignored');
  expect(verdictOf(held)).toBe('broken');
  expect(held.summary().rejudging).toEqual({ why: 'decision', judged: null, failed: null });
  expect(held.setOwner({ keys: [OFFENDER], owner: 'M. Keller' })).toMatchObject({ applied: 1 });
  await held.close();
  await change;

  const again = kept(openTestEngine(workspace));
  await again.upToDate();
  expect([classOf(again), verdictOf(again)]).toEqual(['ignored', 'allowed']);
  expect(again.summary().rejudging).toBe(null);
});

test('what followed from a class is said when it has; undo and redo take verdicts along', async () => {
  const engine = kept(openTestEngine(await large()));
  expect((await engine.classify(IGNORED)).moves).toMatchObject([{ key: OFFENDER, before: 'broken', after: 'allowed' }]);
  expect(verdictOf(engine)).toBe('allowed');
  engine.undo();
  await engine.upToDate();
  expect(verdictOf(engine)).toBe('broken');
  engine.redo();
  await engine.upToDate();
  expect(verdictOf(engine)).toBe('allowed');
});

test('from which probability on a link counts is followed, too', async () => {
  const engine = kept(openTestEngine(await large()));
  engine.saveSettings({ likelyFrom: 1 });
  await engine.upToDate();
  expect(engine.summary().rejudging).toBe(null);
  expect(verdictOf(engine)).not.toBe('broken');
});
