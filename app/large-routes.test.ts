import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { AwaitedState, EngineEvent } from '../shared/summary-views.ts';
import type { Engine } from './calls.ts';
import { readClasses } from './classes.ts';
import { writeRun } from './courses-for-tests.ts';
import { fixtureFiles, openTestEngine } from './engine-for-tests.ts';
import { judgeRuns } from './judging.ts';
import { largeWorkspace } from './large-for-tests.ts';
import { hideRun } from './store/captures.ts';
import { openDatabase } from './store/database.ts';
import { readFindings } from './store/findings.ts';
import { readyRuns } from './store/runs.ts';

/** Routes of a workspace that is judged on another thread; runs: 1 = courses, 2 = more of them, 3 = Directus. */
const MERGED = { set: ['/courses/{course}/home'], remove: [], file: null };
const key = (course: string): string => `safe-method-writes GET https://school.test/courses/${course}/home`;

let workspace: string;
let engine: Engine;
let said: EngineEvent[];
beforeEach(async () => {
  const runs = [writeRun(41, ['alpha', 'bravo']), writeRun(42, ['alpha', 'delta'])];
  workspace = await largeWorkspace([...runs, fixtureFiles('directus-serial-api')]);
  engine = openTestEngine(workspace);
  said = [];
  engine.subscribe((event) => said.push(event));
}, 120_000);
afterEach(() => engine.close());

const keys = () =>
  engine
    .inventory()
    .findings.flatMap((row) => (row.key.startsWith('safe-method-writes GET https://school') ? [row.key] : []))
    .sort();
const APART = ['alpha', 'bravo', 'delta'].map(key);
const trackingOf = (course: string) => engine.inventory().findings.find((row) => row.key === key(course))?.tracking;
const statesOf = (name: string): (AwaitedState | null)[] =>
  said.flatMap((event) => (event.type === 'awaited' && event.name === name ? [event.state] : []));

/** What is stored is what the rules say of the workspace as it is now. */
function expectTrue(): void {
  const db = openDatabase(workspace);
  const tellOf = (findings: ReturnType<typeof readFindings>) =>
    findings.map((each) => `${each.runId} ${each.key} ${JSON.stringify(each.judgement)}`).sort();
  expect(tellOf(readFindings(db))).toEqual(tellOf(judgeRuns(db, readyRuns(db), readClasses(db))));
  expect(db.prepare('SELECT count(*) FROM exchange WHERE endpoint_id IS NULL').pluck().get()).toBe(0);
  db.close();
}

/** Whether a promise is settled yet. */
function settled(promise: Promise<unknown>): () => boolean {
  let isDone = false;
  void promise.finally(() => {
    isDone = true;
  });
  return () => isDone;
}

describe('giving routes', () => {
  test('lists stay answered, and what is decided meanwhile goes along; undo and redo take all of it', async () => {
    engine.setOwner({ keys: [key('bravo')], owner: 'M. Keller' });
    const edit = engine.editTemplates(MERGED, { name: 'routes' });
    const isDone = settled(edit);
    expect(engine.setStatus({ keys: [key('alpha')], status: 'planned', why: null, shippedOn: null }).applied).toBe(1);
    expect(keys()).toEqual(APART);
    expect(isDone()).toBe(false);
    expect(await edit).toMatchObject({
      decided: 2,
      routes: [{ after: ['GET /courses/{course}/home at school.test'] }],
    });
    expect(keys()).toEqual([key('{}')]);
    expect(trackingOf('{}')).toMatchObject({ status: 'planned', owner: 'M. Keller' });
    expectTrue();

    expect(await engine.undo({ name: 'undo' })).toBe('Route: /courses/{course}/home');
    expect(keys()).toEqual(APART);
    expect(trackingOf('alpha')).toMatchObject({ status: 'planned', owner: null });
    expect(trackingOf('bravo')).toMatchObject({ status: 'detected', owner: 'M. Keller' });
    expectTrue();
    await engine.redo();
    expect(keys()).toEqual([key('{}')]);
    expect(trackingOf('{}')).toMatchObject({ status: 'planned', owner: 'M. Keller' });
    expectTrue();
  }, 120_000);

  test('it says how far it is from the first endpoint on, and when it is through', async () => {
    await engine.editTemplates(MERGED, { name: 'routes' });
    const states = statesOf('routes');
    expect(states[0]).toMatchObject({ judged: { endpoints: 0, share: 0 } });
    expect(states.at(-1)).toBe(null);
  }, 120_000);

  test('a cancel is heard, and leaves everything as it was', async () => {
    const before = JSON.stringify(engine.inventory());
    engine.subscribe((event) => event.type === 'awaited' && engine.stop('routes'));
    await expect(engine.editTemplates(MERGED, { name: 'routes' })).rejects.toThrow('cancelled');
    expect(JSON.stringify(engine.inventory())).toBe(before);
    expect(engine.routeTemplates()).toEqual([]);
    expect((await engine.editTemplates(MERGED)).routes).toHaveLength(1);
  }, 120_000);

  test('one that is given by another program meanwhile is not lost', async () => {
    const other = openTestEngine(workspace);
    const edits = [
      engine.editTemplates(MERGED),
      other.editTemplates({ set: ['/flows/{part}/{id}'], remove: [], file: null }),
    ];
    await Promise.all(edits);
    await other.close();
    expect(engine.routeTemplates().map(({ template, endpoints }) => [template, endpoints])).toEqual([
      ['/courses/{course}/home', 1],
      ['/flows/{part}/{id}', 1],
    ]);
    expectTrue();
  }, 120_000);

  test('what is decided of a route while it is undone is decided of the routes that come back', async () => {
    engine.setStatus({ keys: [key('alpha')], status: 'triaged', why: null, shippedOn: null });
    await engine.editTemplates(MERGED);
    const undone = engine.undo();
    engine.setOwner({ keys: [key('{}')], owner: 'J. Lindt' });
    engine.addNote({ keys: [key('{}')], text: 'Seen twice.' });
    await undone;
    expect(keys()).toEqual(APART);
    expect(trackingOf('alpha')).toMatchObject({ status: 'triaged', owner: 'J. Lindt', notes: 1 });
    expect(trackingOf('bravo')).toMatchObject({ status: 'detected', owner: 'J. Lindt', notes: 1 });
    expectTrue();
  }, 120_000);

  test('what is decided of a part while its split is undone is decided of the whole', async () => {
    await engine.editTemplates(MERGED);
    await engine.editTemplates({ set: ['/courses/alpha/home'], remove: [], file: null });
    const undone = engine.undo();
    engine.setOwner({ keys: [key('alpha')], owner: 'J. Lindt' });
    await undone;
    expect(keys()).toEqual([key('{}')]);
    expect(trackingOf('{}')).toMatchObject({ owner: 'J. Lindt' });
  }, 120_000);
});

describe('removing a run', () => {
  test('decisions taken meanwhile stay, and the verdicts of the others are theirs', async () => {
    await engine.editTemplates(MERGED);
    const removed = engine.removeRun(2, { name: 'removal' });
    engine.setOwner({ keys: [key('{}')], owner: 'M. Keller' });
    expect(engine.runs()).toHaveLength(3);
    await removed;
    expect(engine.runs().map(({ id }) => id)).not.toContain(2);
    expect(trackingOf('{}')).toMatchObject({ owner: 'M. Keller' });
    expect(engine.inventory().endpoints.find(({ endpoint }) => endpoint.route.startsWith('/courses'))?.calls).toBe(2);
    expectTrue();
    const db = openDatabase(workspace);
    expect(db.prepare('SELECT count(*) FROM run').pluck().get()).toBe(2);
    db.close();
  }, 120_000);

  test('its routes part where its paths alone had made one of them; their decisions go along', async () => {
    await engine.removeRun(1);
    expect(keys()).toEqual([key('alpha'), key('delta')]);
    expectTrue();
  }, 120_000);

  test('one that was killed before the file was cleared is no import that was cut off, and is gone', async () => {
    await engine.close();
    const db = openDatabase(workspace);
    hideRun(db, 2);
    db.close();
    engine = openTestEngine(workspace);
    expect(engine.summary()).toMatchObject({ recovered: null, runs: 2 });
    const after = openDatabase(workspace);
    expect(after.prepare('SELECT count(*) FROM capture WHERE run_id = 2').pluck().get()).toBe(0);
    after.close();
  });
});

test('a preview of a class says how far it is', async () => {
  await engine.previewClass({ tables: [{ table: 'public.page_hits', column: null }], class: 'ignored' }, { name: 'p' });
  expect(statesOf('p')[0]).toMatchObject({ judged: { endpoints: 0 } });
  expect(statesOf('p').at(-1)).toBe(null);
}, 120_000);
