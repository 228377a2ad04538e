import { readdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Engine } from './calls.ts';
import { START, writeRun } from './courses-for-tests.ts';
import { importPaths, newWorkspace, openTestEngine } from './engine-for-tests.ts';
import { openDatabase } from './store/database.ts';

/** The day after the one on which a run was written, here. */
const dayAfter = (day: number): string => {
  const at = new Date(START + (day + 1) * 86_400_000);
  return [at.getFullYear(), at.getMonth() + 1, at.getDate()].map((part) => String(part).padStart(2, '0')).join('-');
};

const key = (course: string): string => `safe-method-writes GET https://school.test/courses/${course}/home`;

test('decisions follow their endpoints when more data makes a template of them', async () => {
  const engine = openTestEngine();
  const keys = () =>
    engine.inventory().findings.flatMap(({ key, rule }) => (rule === 'safe-method-writes' ? [key] : []));
  await importPaths(engine, writeRun(1, ['alpha', 'bravo']));
  expect(keys().sort()).toEqual([key('alpha'), key('bravo')]);
  engine.setStatus({ keys: [key('alpha')], status: 'triaged', why: 'seen', shippedOn: null });
  engine.setOwner({ keys: [key('bravo')], owner: 'M. Keller' });
  engine.addNote({ keys: [key('bravo')], text: 'Ask the course team.' });

  await importPaths(
    engine,
    writeRun(
      2,
      Array.from({ length: 50 }, (_, at) => `course-${at}-home`),
    ),
  );
  expect(engine.runs()).toHaveLength(2);
  expect(keys()).toEqual([key('{}')]);
  const united = engine.inventory().findings.find((finding) => finding.key === key('{}'));
  expect(united?.tracking).toMatchObject({ status: 'triaged', owner: 'M. Keller', notes: 1 });
  await engine.close();
});

describe('templates that people give', () => {
  const edit = (engine: Engine, set: string[], remove: string[] = [], file: string | null = null) =>
    engine.editTemplates({ set, remove, file });
  const keysOf = (engine: Engine) =>
    engine.inventory().findings.flatMap((row) => (row.rule === 'safe-method-writes' ? [row.key] : []));
  const trackingOf = (engine: Engine, course: string) =>
    engine.inventory().findings.find((row) => row.key === key(course))?.tracking;
  const MERGED = '/courses/{course}/home';

  async function twoCourses(day: number): Promise<Engine> {
    const engine = openTestEngine();
    await importPaths(engine, writeRun(day, ['alpha', 'bravo']));
    engine.setStatus({ keys: [key('alpha')], status: 'planned', why: null, shippedOn: null });
    engine.setOwner({ keys: [key('bravo')], owner: 'M. Keller' });
    engine.addNote({ keys: [key('bravo')], text: 'Ask the course team.' });
    return engine;
  }

  test('a preview needs no lock: whoever writes meanwhile goes on, and nothing is left behind', async () => {
    const workspace = newWorkspace();
    const engine = openTestEngine(workspace);
    await importPaths(engine, writeRun(17, ['alpha', 'bravo']));
    const before = readdirSync(dirname(workspace)).sort();
    const writer = openDatabase(workspace);
    writer.exec('BEGIN IMMEDIATE');
    expect((await engine.previewTemplates({ set: [MERGED], remove: [], file: null })).routes).toHaveLength(1);
    writer.exec('ROLLBACK');
    writer.close();
    expect(readdirSync(dirname(workspace)).sort()).toEqual(before);
    await engine.close();
  });

  test('a merge is previewed without a trace, keeps decisions, and undo puts each back', async () => {
    const engine = await twoCourses(11);
    const before = JSON.stringify(engine.inventory());
    const preview = await engine.previewTemplates({ set: [MERGED], remove: [], file: null });
    expect(preview).toMatchObject({ decided: 2, unused: [] });
    expect(preview.routes).toEqual([
      {
        before: ['GET /courses/alpha/home', 'GET /courses/bravo/home'],
        after: ['GET /courses/{course}/home'],
      },
    ]);
    expect(JSON.stringify(engine.inventory())).toBe(before);

    expect(await edit(engine, [MERGED])).toMatchObject({ decided: 2, openBefore: 1, openAfter: 1 });
    expect(keysOf(engine)).toEqual([key('{}')]);
    expect(trackingOf(engine, '{}')).toMatchObject({ status: 'planned', owner: 'M. Keller', notes: 1 });
    expect(engine.routeTemplates()).toMatchObject([{ template: MERGED, by: 'person', endpoints: 1, calls: 2 }]);

    expect(engine.undo()).toBe(`Route: ${MERGED}`);
    expect(keysOf(engine).sort()).toEqual([key('alpha'), key('bravo')]);
    expect(trackingOf(engine, 'alpha')).toMatchObject({ status: 'planned', owner: null, notes: 0 });
    expect(trackingOf(engine, 'bravo')).toMatchObject({ status: 'detected', owner: 'M. Keller', notes: 1 });
    engine.redo();
    expect(trackingOf(engine, '{}')).toMatchObject({ status: 'planned', owner: 'M. Keller', notes: 1 });
    await engine.close();
  });

  test('a split gives its parts what was decided of the whole, and undo takes that back', async () => {
    const engine = await twoCourses(12);
    await edit(engine, [MERGED]);
    await edit(engine, ['/courses/alpha/home']);
    expect(keysOf(engine).sort()).toEqual([key('alpha'), key('{}')]);
    expect(trackingOf(engine, 'alpha')).toMatchObject({ status: 'planned', owner: 'M. Keller', notes: 1 });
    expect(trackingOf(engine, '{}')).toMatchObject({ status: 'planned', owner: 'M. Keller', notes: 1 });
    engine.undo();
    expect(keysOf(engine)).toEqual([key('{}')]);
    engine.undo();
    expect(trackingOf(engine, 'alpha')).toMatchObject({ status: 'planned', owner: null, notes: 0 });
    await engine.close();
  });

  test('a name changes no key; taking a template back makes the routes as they were', async () => {
    const engine = await twoCourses(13);
    await edit(engine, [MERGED]);
    expect((await edit(engine, ['/courses/{courseKey}/home'])).decided).toBe(0);
    expect(engine.inventory().endpoints.map(({ endpoint }) => endpoint.route)).toEqual(['/courses/{courseKey}/home']);
    expect((await edit(engine, [], ['/courses/{any}/home'])).routes[0]?.after).toHaveLength(2);
    expect(engine.routeTemplates()).toEqual([]);
    await engine.close();
  });

  test('an OpenAPI file gives many; those that take nothing are named', async () => {
    const engine = await twoCourses(14);
    const { templates } = engine.readOpenApi({
      text: 'openapi: 3.1.0\npaths: { "/courses/{courseKey}/home": {}, "/courses": {} }',
    });
    expect(await edit(engine, [...templates], [], 'school.yaml')).toMatchObject({ unused: ['/courses'] });
    expect(engine.routeTemplates().map(({ template, file }) => [template, file])).toContainEqual([
      '/courses/{courseKey}/home',
      'school.yaml',
    ]);
    expect(engine.undo()).toBe('Routes: 2 from school.yaml');
    expect(keysOf(engine)).toHaveLength(2);
    await engine.close();
  });

  test('the routes of a policy reach the runs that are there', async () => {
    const engine = await twoCourses(15);
    engine.savePolicy({ tables: {}, routes: [MERGED], rules: {}, auditTables: [] });
    expect(keysOf(engine)).toEqual([key('{}')]);
    expect(trackingOf(engine, '{}')).toMatchObject({ status: 'planned', owner: 'M. Keller', notes: 1 });
    await engine.close();
  });

  test('what can be made of a route is offered', async () => {
    const engine = await twoCourses(16);
    const [alpha] = engine.inventory().endpoints.filter(({ endpoint }) => endpoint.route.includes('alpha'));
    expect(await engine.route(alpha?.endpoint.id ?? 0)).toMatchObject({
      template: '/courses/alpha/home',
      given: null,
      together: [{ template: '/courses/{id}/home', routes: 2 }],
    });
    await edit(engine, [MERGED]);
    const merged = await engine.route(engine.inventory().endpoints[0]?.endpoint.id ?? 0);
    expect(merged.given?.template).toBe(MERGED);
    expect(merged.parameters).toMatchObject([
      { name: 'course', different: 2, values: [{ value: 'alpha', calls: 1, template: '/courses/alpha/home' }, {}] },
    ]);
    await engine.close();
  });

  test('one that cannot be used is refused in words', async () => {
    const engine = openTestEngine();
    await expect(edit(engine, ['/a/{id}/{id}'])).rejects.toThrow('/a/{id}/{id}: {id} stands in it twice');
    await engine.close();
  });
});

test('a run that is removed takes along what it proved; decisions stay, and hold again', async () => {
  const engine = openTestEngine();
  const courses = ['alpha', 'alpha', 'alpha', 'alpha'];
  const files = writeRun(21, courses);
  const KEY = key('alpha');
  const tracking = () => engine.inventory().findings.find((row) => row.key === KEY)?.tracking;
  await importPaths(engine, writeRun(20, courses));
  engine.setStatus({ keys: [KEY], status: 'shipped', why: null, shippedOn: dayAfter(20) });
  await importPaths(engine, files);
  expect(tracking()).toMatchObject({
    status: 'regressed',
    flag: 'Regressed: 4 of 4 calls wrote in run 2, after the fix was live',
  });
  // Classes are taken into account as they are now, and their undo, too.
  await engine.classify({ tables: [{ table: 'public.enrolments', column: null }], class: 'ignored' });
  expect(tracking()).toMatchObject({ status: 'shipped', fix: { calls: 4 } });
  engine.undo();
  expect(tracking()?.status).toBe('regressed');
  expect(engine.previewRemoval(2)).toMatchObject({ captures: 2, onlyHere: 0 });
  await engine.removeRun(2);
  expect(tracking()).toMatchObject({ status: 'shipped', fix: { calls: 0 } });
  await engine.removeRun(1);
  expect(engine.inventory().findings).toEqual([]);
  expect(engine.goneFindings()).toMatchObject([{ key: KEY, tracking: { status: 'shipped' } }]);
  await importPaths(engine, files);
  expect(tracking()?.status).toBe('regressed');
  expect(engine.goneFindings()).toEqual([]);
  await engine.close();
});

test('runs are held against a fix in the order of their traffic, not of their import', async () => {
  const engine = openTestEngine();
  const KEY = key('alpha');
  const courses = ['alpha', 'alpha', 'alpha', 'alpha'];
  await importPaths(engine, writeRun(32, courses));
  engine.setStatus({ keys: [KEY], status: 'shipped', why: null, shippedOn: dayAfter(31) });
  await importPaths(engine, writeRun(30, courses));
  expect(engine.runs().map(({ id }) => id)).toEqual([1, 2]);
  const row = engine.inventory().findings.find((each) => each.key === KEY);
  expect(row?.runs.map(({ run }) => run)).toEqual([2, 1]);
  expect(row?.tracking.fix?.runs).toMatchObject([
    { run: 2, says: 'nothing', words: 'recorded before the fix was live' },
    { run: 1, says: 'broke' },
  ]);
  await engine.close();
});
