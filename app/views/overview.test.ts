import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CHANGE_KINDS } from '../../shared/compare-views.ts';
import { moreCallsIn, sentences } from '../../shared/text.ts';
import type { Engine } from '../calls.ts';
import { fixtureFiles, importPaths, later, openTestEngine } from '../engine-for-tests.ts';

/**
 * Runs: 1 = serial-api; 2 = semantics, which adds a guilty endpoint; 3 = serial-api a year later, where the offender
 * that was said to be fixed writes again.
 */
const OFFENDER = 'safe-method-writes GET http://127.0.0.1:8055/flows/trigger/{}';
let engine: Engine;

beforeAll(async () => {
  engine = openTestEngine();
  await importPaths(engine, fixtureFiles('directus-serial-api'));
  engine.setStatus({ keys: [OFFENDER], status: 'shipped', why: null, shippedOn: '2027-01-01' });
  await importPaths(
    engine,
    fixtureFiles('directus-semantics').map((path) => later(path, '2026-12-01')),
  );
  await importPaths(
    engine,
    fixtureFiles('directus-serial-api').map((path) => later(path, '2027-11-21')),
  );
}, 120_000);
afterAll(() => engine.close());

describe('the overview', () => {
  test('counts what the inventory lists', () => {
    const { figures, runs } = engine.overview({ vs: null });
    expect(runs.map(({ id }) => id)).toEqual([1, 2, 3]);
    expect(figures.open).toBe(engine.summary().openFindings);
    expect(figures).toMatchObject({ open: 2, openBefore: 2, proved: 0, provedSince: 0, regressed: 1 });
    expect(engine.overview({ vs: 1 }).figures.openBefore).toBe(1);
    expect(figures.endpoints).toBe(engine.inventory().endpoints.length);
  });

  test('counts what the comparison of the newest run lists, against any earlier one', async () => {
    for (const vs of [1, 2]) {
      const { findings } = await engine.compareRuns({ run: 3, vs });
      const listed = CHANGE_KINDS.map((kind) => [kind, findings.filter((finding) => finding.kind === kind).length]);
      expect(engine.overview({ vs }).compared).toEqual({ run: 3, vs, ...Object.fromEntries(listed) });
    }
    expect(engine.overview({ vs: 1 }).compared).not.toEqual(engine.overview({ vs: 2 }).compared);
  });

  test('tells how things stood after each run, by what was decided then', () => {
    expect(engine.overview({ vs: null }).steps).toMatchObject([
      { id: 1, waiting: 0, underway: 1, regressed: 0 },
      { id: 2, waiting: 1, underway: 1, regressed: 0 },
      { id: 3, waiting: 1, underway: 0, regressed: 1 },
    ]);
  });

  test('an undone decision never was', () => {
    const key = engine.inventory().findings.find((row) => row.verdict === 'broken' && row.key !== OFFENDER)?.key ?? '';
    engine.setStatus({ keys: [key], status: 'planned', why: null, shippedOn: null });
    expect(engine.overview({ vs: null }).steps[2]).toMatchObject({ waiting: 0, underway: 1 });
    engine.undo();
    expect(engine.overview({ vs: null }).steps[2]).toMatchObject({ waiting: 1, underway: 0 });
  });

  test('says which rules, where, and since when', () => {
    const { rules, heat, waiting } = engine.overview({ vs: null });
    expect(rules[0]).toMatchObject({ rule: 'safe-method-writes', open: 2 });
    expect(heat.tables[0]).toMatchObject({ class: 'domain' });
    const trigger = heat.rows.find(({ endpoint }) => endpoint.route.startsWith('/flows/trigger'));
    const pageHits = heat.tables.findIndex(({ table }) => table === 'public.page_hits');
    expect(trigger?.cells[pageHits]).toBe(6);
    expect(waiting.map(({ status }) => status)).toEqual(['detected', 'regressed']);
  });

  test('names what needs someone', () => {
    expect(engine.overview({ vs: null }).needs[0]).toMatchObject({
      key: OFFENDER,
      reason: { kind: 'regressed', run: 3 },
    });
  });

  test('an exception that is about to end needs someone, one without an end does not', () => {
    const key = engine.inventory().findings.find((row) => row.verdict === 'broken' && row.key !== OFFENDER)?.key ?? '';
    const accept = (until: string | null) =>
      engine.setException({ keys: [key], exception: { reason: 'other', words: 'see ticket', until } });
    const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
    const kinds = () => engine.overview({ vs: null }).needs.map(({ reason }) => reason.kind);
    accept(null);
    expect(kinds()).not.toContain('exception-ends');
    accept(inDays(90));
    expect(kinds()).not.toContain('exception-ends');
    accept(inDays(9));
    expect(engine.overview({ vs: null }).needs.find((need) => need.key === key)).toMatchObject({
      reason: { kind: 'exception-ends', days: 9 },
    });
    for (let i = 0; i < 3; i++) engine.undo();
  });
});

describe('two runs side by side', () => {
  test('what wrote again after its fix comes first; what was not called is not fixed', async () => {
    const { findings, onlyRun, onlyVs } = await engine.compareRuns({ run: 3, vs: 2 });
    expect(findings[0]).toMatchObject({ key: OFFENDER, kind: 'regressed', after: { run: 3, calls: 6, wrote: 6 } });
    const email = findings.find(({ endpoint }) => endpoint.route.includes('verify-email'));
    expect(email).toMatchObject({ kind: 'not-seen', before: { run: 2, verdict: 'broken' }, after: null });
    expect(onlyVs.map(({ route }) => route)).toContain('/users/register/verify-email');
    expect(onlyRun.length).toBeGreaterThan(0);
  });

  test('what no earlier run told of is new', async () => {
    const { findings } = await engine.compareRuns({ run: 2, vs: 1 });
    expect(findings.find(({ kind }) => kind === 'new')).toMatchObject({ before: null, after: { run: 2 } });
    expect(findings.find(({ key }) => key === OFFENDER)?.kind ?? 'same').not.toBe('new');
  });

  test('verdicts follow a class at once, and follow it back', async () => {
    const kinds = async () =>
      (await engine.compareRuns({ run: 2, vs: 1 })).findings.map(({ kind, key }) => `${kind} ${key}`);
    const before = await kinds();
    await engine.classify({ tables: [{ table: 'public.directus_users', column: null }], class: 'telemetry' });
    expect(await kinds()).not.toEqual(before);
    engine.undo();
    expect(await kinds()).toEqual(before);
  });

  test('the later run comes first', async () => {
    await expect(engine.compareRuns({ run: 1, vs: 2 })).rejects.toThrow('the later one first');
    await expect(engine.compareRuns({ run: 9, vs: 2 })).rejects.toThrow('not two runs of this workspace');
  });
});

test('the calls that a sentence asks for are read back from it', () => {
  expect(moreCallsIn(sentences.tooClose(3, 118, 2.1, 3400))).toBe(3400);
  expect(moreCallsIn(sentences.tooClose(3, 118, 2.1, 1))).toBe(1);
  expect(moreCallsIn(sentences.tooClose(3, 118, 2.1, null))).toBeNull();
  expect(moreCallsIn(sentences.singleByTime(4, ['public.a']))).toBe(1);
  expect(moreCallsIn(sentences.weakLinks(3, 9))).toBeNull();
});
