import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Engine } from './calls.ts';
import { fixtureFiles, importPaths, openTestEngine } from './engine-for-tests.ts';

const AHEAD_US = 1_700_000;

/** The log of a run as a server with a clock that is ahead would have written it. */
function skewedLog(): string {
  const [, log = ''] = fixtureFiles('directus-serial-api');
  const text = gunzipSync(readFileSync(log)).toString('utf8');
  const moved = text.replace(/"timestamp":"([\d-]+ [\d:]+)(?:\.(\d+))?\+00"/g, (_, whole: string, part = '') => {
    const us = Date.parse(`${whole.replace(' ', 'T')}Z`) * 1000 + Number(part.padEnd(6, '0')) + AHEAD_US;
    const date = new Date(Math.floor(us / 1_000_000) * 1000).toISOString().slice(0, 19).replace('T', ' ');
    return `"timestamp":"${date}.${String(us % 1_000_000).padStart(6, '0')}+00"`;
  });
  const path = join(mkdtempSync(join(tmpdir(), 'skewed-')), 'skewed.jsonl');
  writeFileSync(path, moved);
  return path;
}

/** Runs: 1 = as recorded, 2 = its log's clock moved. */
let engine: Engine;
beforeAll(async () => {
  engine = openTestEngine();
  await importPaths(engine, fixtureFiles('directus-serial-api'));
  const [har = ''] = fixtureFiles('directus-serial-api');
  const copy = join(mkdtempSync(join(tmpdir(), 'skewed-')), 'again.har');
  writeFileSync(copy, `${gunzipSync(readFileSync(har)).toString('utf8')}\n`);
  await importPaths(engine, [copy, skewedLog()]);
}, 120_000);
afterAll(() => engine.close());

test('a run keeps what was found out about the clock of its log', () => {
  const { clocks } = engine.run(1).quality;
  expect(clocks).toMatchObject([{ capture: 'changes.v2.jsonl.gz', kind: 'commit', resolutionUs: 1, corrected: false }]);
  expect(clocks?.[0]?.anchors).toBeGreaterThan(5);
});

test('a clock that is ahead is measured, and corrected', () => {
  const [clock] = engine.run(2).quality.clocks ?? [];
  expect(clock).toMatchObject({ capture: 'skewed.jsonl', corrected: true });
  expect(clock?.lowUs).toBeLessThanOrEqual(AHEAD_US + 50_000);
  expect(clock?.highUs).toBeGreaterThanOrEqual(AHEAD_US - 50_000);
});

test('what carries an id is counted on both sides', () => {
  expect(engine.run(1).quality.ids).toEqual({
    requests: 136,
    requestsWithId: 0,
    transactions: 166,
    transactionsWithId: 0,
  });
});
