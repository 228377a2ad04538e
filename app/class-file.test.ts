import { afterAll, beforeAll, expect, test } from 'vitest';
import { policySchema } from '../shared/inputs.ts';
import { isWorse } from '../shared/table-views.ts';
import type { Engine } from './calls.ts';
import { fixtureFiles, importPaths, openTestEngine } from './engine-for-tests.ts';

let engine: Engine;
beforeAll(async () => {
  engine = openTestEngine();
  await importPaths(engine, fixtureFiles('directus-serial-api'));
}, 60_000);
afterAll(() => engine.close());

const classOf = (table: string) => engine.tables().find((row) => row.table === table)?.class;
const file = (tables: Record<string, string>) => ({ text: JSON.stringify({ tables }) });

test('nothing decided, nothing in the file', () => {
  expect(engine.classFile()).toMatchObject({ classes: 0, text: '{\n  "tables": {}\n}\n' });
});

test('a file says what it would bring before it is kept: classes, verdicts, and names that fit nothing', async () => {
  const effect = await engine.previewClassFile(file({ 'public.page_hits': 'telemetry', 'shop.*': 'ignored' }));
  expect(effect.sets).toEqual([{ table: 'public.page_hits', column: null, before: 'domain', after: 'telemetry' }]);
  expect(effect.unknown).toEqual(['shop.*']);
  expect(effect.change.moves.length).toBeGreaterThan(0);
  expect(classOf('public.page_hits')).toBe('domain');
});

test('a verdict that gets worse is told as such', async () => {
  await engine.saveClassFile(file({ page_hits: 'telemetry' }));
  const { change } = await engine.previewClassFile(file({ 'page_*': 'domain' }));
  expect(change.moves.find(({ rule }) => rule === 'safe-method-writes')).toMatchObject({ after: 'broken' });
  const worse = change.moves.map(isWorse);
  expect(worse[0]).toBe(true);
  expect(worse).toEqual(worse.toSorted((a, b) => Number(b) - Number(a)));
  engine.undo();
});

test('it is kept as one action, comes out again, and z takes all of it back', async () => {
  const text = file({ page_hits: 'telemetry', heartbeats: 'ignored', 'public.authors.name': 'session' });
  const { sets } = await engine.saveClassFile(text);
  expect(sets.map(({ table }) => table)).toEqual(['public.authors', 'public.heartbeats', 'public.page_hits']);
  expect([classOf('public.page_hits'), classOf('public.heartbeats')]).toEqual(['telemetry', 'ignored']);
  const out = engine.classFile();
  expect(JSON.parse(out.text)).toEqual({
    tables: {
      'public.authors.name': 'session',
      'public.heartbeats': 'ignored',
      'public.page_hits': 'telemetry',
    },
  });
  expect(policySchema.parse(JSON.parse(out.text)).tables).toEqual(JSON.parse(out.text).tables);
  expect((await engine.previewClassFile({ text: out.text })).sets).toEqual([]);
  expect(engine.undo()).toBe('Classes from a file: 3');
  expect([classOf('public.page_hits'), classOf('public.heartbeats')]).toEqual(['domain', 'domain']);
});

test('what is no file of classes is refused with the place', async () => {
  await expect(engine.previewClassFile({ text: 'tables' })).rejects.toThrow('no JSON');
  await expect(engine.previewClassFile({ text: '[]' })).rejects.toThrow('looks like');
  await expect(engine.previewClassFile(file({ page_hits: 'tele' }))).rejects.toThrow(/^page_hits: /);
});

test('the report lists what a policy names and nobody recorded, with the name that is near', () => {
  const [{ id = 0 } = {}] = engine.inventory().runs;
  expect(engine.report(id).unknownInPolicy).toEqual([]);
  engine.savePolicy(
    policySchema.parse({ tables: { page_hitts: 'telemetry', 'page_hits.id': 'domain' }, routes: ['/no'] }),
  );
  expect(engine.report(id).unknownInPolicy).toEqual([
    { of: 'tables', name: 'page_hitts', nearest: 'page_hits' },
    { of: 'routes', name: '/no', nearest: null },
  ]);
});
