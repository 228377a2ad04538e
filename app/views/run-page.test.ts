import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Engine } from '../calls.ts';
import { fixtureFiles, fixtureTruth, importPaths, openTestEngine } from '../engine-for-tests.ts';

/** Runs: 1 = serial-api, 2 = semantics, 3 = the requests of serial-ui without their log. */
let engine: Engine;
beforeAll(async () => {
  engine = openTestEngine();
  await importPaths(engine, fixtureFiles('directus-serial-api'));
  await importPaths(engine, fixtureFiles('directus-semantics'));
  await importPaths(engine, fixtureFiles('directus-serial-ui').slice(0, 1));
}, 120_000);
afterAll(() => engine.close());

const sum = (numbers: readonly number[]) => numbers.reduce((all, number) => all + number, 0);

describe('the page of a run', () => {
  test('counts its captures and what their links rest on', () => {
    const run = engine.run(1);
    expect(run).toMatchObject({ id: 1, exchanges: 136, links: { run: 1, transactions: 166 } });
    expect(run.captures).toMatchObject([
      { kind: 'http', format: 'har', records: 136, changes: 0, times: null, withoutTime: 0 },
      { kind: 'changes', records: 166, times: { kind: 'commit', resolutionUs: 1 }, withoutTime: 0 },
    ]);
    expect(run.captures[1]?.changes).toBeGreaterThan(166);
    expect(sum(Object.values(run.bases))).toBe(run.links.linked);
    expect(run.bases).toMatchObject({ key: 0 });
    expect(run.bases.value).toBeGreaterThan(run.bases.time);
  });

  test('draws every request and every transaction once, in steps of time', () => {
    const { coverage, links } = engine.run(1);
    const rows = coverage.buckets?.rows ?? [];
    expect(coverage).toMatchObject({ state: 'both', requests: { count: 136 }, commits: { count: 166 } });
    expect(sum(rows.map((row) => row.requests))).toBe(136);
    expect(sum(rows.map((row) => row.linked))).toBe(links.linked);
    expect(sum(rows.map((row) => row.background))).toBe(links.background);
    expect(sum(rows.map((row) => row.undecided))).toBe(links.undecided);
    expect(rows[0]?.requests).toBeGreaterThan(0);
  });

  test('names the background jobs, with their interval where it is regular', () => {
    const { background, links } = engine.run(1);
    expect(sum(background.map((group) => group.count))).toBe(links.background);
    const heartbeats = background.find((group) => group.signature === 'insert public.heartbeats');
    expect(heartbeats).toMatchObject({ count: 5, deeds: [{ op: 'insert', table: 'public.heartbeats' }] });
    expect(heartbeats?.interval?.medianUs).toBeGreaterThan(4_900_000);
    expect(heartbeats?.interval?.medianUs).toBeLessThan(5_100_000);
    expect(heartbeats?.interval?.spreadUs).toBeLessThan(100_000);
  });

  test('without a change log claims nothing about the other side', () => {
    const run = engine.run(3);
    expect(run).toMatchObject({ exchanges: 304, background: [], links: { transactions: 0 } });
    expect(run.coverage).toMatchObject({ state: 'unknown', commits: { count: 0, span: null } });
    expect(sum((run.coverage.buckets?.rows ?? []).map((row) => row.requests))).toBe(304);
  });

  test('of a run that is not there says so', () => {
    expect(() => engine.run(99)).toThrow('This run is not in this workspace');
    expect(() => engine.unattributed({ id: 99, signature: null, page: 1 })).toThrow('not in this workspace');
  });
});

describe('the transactions without a request', () => {
  test('of one background job are listed in commit order', () => {
    const { total, rows } = engine.unattributed({ id: 1, signature: 'insert public.heartbeats', page: 1 });
    const truth = fixtureTruth('directus-serial-api');
    expect(total).toBe(5);
    expect(rows.map((row) => truth[row.sourceId])).toEqual([null, null, null, null, null]);
    expect(rows.map((row) => row.deeds)).toEqual(
      rows.map(() => [{ op: 'insert', table: 'public.heartbeats', rows: 1 }]),
    );
    expect(rows.map((row) => row.atUs)).toEqual(rows.map((row) => row.atUs).toSorted());
    expect(rows[0]?.candidates[0]).toMatchObject({ exchangeId: null, endpoint: null });
    expect(engine.unattributed({ id: 1, signature: 'insert public.heartbeats', page: 2 }).rows).toEqual([]);
  });

  test('that moved no column are a pattern of their own, each with its list', async () => {
    const line = (xid: number, moved: boolean) => {
      const timestamp = `2026-11-21 12:00:${String(xid).padStart(2, '0')}.000001+00`;
      const row = (seen: string) => [
        { name: 'id', type: 'integer', value: 7 },
        { name: 'seen', type: 'text', value: seen },
      ];
      const [columns, identity] = [row(moved ? `at ${xid}` : 'at 0'), row('at 0')];
      return [
        { action: 'B', xid, timestamp },
        { action: 'U', xid, timestamp, schema: 'public', table: 'session', columns, identity },
        { action: 'C', xid, timestamp },
      ].map((each) => JSON.stringify(each));
    };
    const file = join(mkdtempSync(join(tmpdir(), 'still-')), 'changes.jsonl');
    writeFileSync(file, [1, 2, 3, 4, 5].flatMap((xid) => line(xid, xid > 3)).join('\n'));
    const own = openTestEngine();
    await importPaths(own, [file]);
    const { background } = own.run(1);
    expect(background.map(({ pattern, count }) => [pattern, count])).toEqual([
      ['update public.session without a change', 3],
      ['update public.session', 2],
    ]);
    for (const { pattern, count } of background)
      expect(own.unattributed({ id: 1, signature: pattern, page: 1 }).total).toBe(count);
    await own.close();
  });

  test('that could not be told apart name who may have caused them, and what would decide', () => {
    const runs = [1, 2].map((id) => ({
      links: engine.run(id).links,
      page: engine.unattributed({ id, signature: null, page: 1 }),
    }));
    expect(runs.map(({ page }) => page.total)).toEqual(runs.map(({ links }) => links.undecided));
    const rows = runs.flatMap(({ page }) => page.rows);
    expect(rows.length).toBeGreaterThan(0);
    for (const { candidates, others, decider } of rows) {
      expect(sum(candidates.map(({ probability }) => probability)) + others).toBeCloseTo(1, 1);
      expect(candidates[0]?.probability).toBeLessThan(0.9);
      expect(candidates.filter((one) => one.exchangeId !== null).every((one) => one.endpoint && one.atUs)).toBe(true);
      expect(['id', 'id-for-call', 'more-calls']).toContain(decider);
    }
  });
});
