import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { RequestKey } from '../shared/records.ts';
import type { LinkLine } from '../shared/report.ts';
import {
  CHANGES,
  type Found,
  foundBy,
  HAR,
  PAIRS,
  type Pair,
  recordsOf,
  storyOf,
  tablesOf,
} from './golden-for-tests.ts';

/** One run of a shop, as three recorders of its requests and six logs of its database saw it. */

const linksOf = async (paths: readonly string[]): Promise<LinkLine[]> => (await storyOf(paths)).links;

const allFound = new Map<Pair, Found>();

test.each(PAIRS)('$requests and $changes tell the same story', async (pair) => {
  const found = await foundBy(pair);
  allFound.set(pair, found);
  expect(found.accused).toBe(0);
  expect(found.missed).toBeLessThanOrEqual(1);
  expect(found.right / found.all).toBeGreaterThan(0.85);
});

test('docs/formats.md shows what they prove (`npm run bench:pairs` prints it)', () => {
  const docs = readFileSync(new URL('../docs/formats.md', import.meta.url), 'utf8');
  const { answers, rules } = tablesOf(allFound);
  expect(docs).toContain(answers);
  expect(docs).toContain(rules);
});

describe('logs of one server', () => {
  test('text, CSV and JSON of the server log say the same', async () => {
    const story = async (path: string) =>
      (await recordsOf(path)).flatMap((record) =>
        record.type === 'transaction'
          ? [{ ...record.transaction, sourceId: '', byteOffset: 0, changes: record.transaction.changes.map(unplaced) }]
          : [],
      );
    const text = await story(CHANGES['server log']);
    expect(text.length).toBeGreaterThan(10);
    expect(await story(CHANGES.csvlog)).toEqual(text);
    expect(await story(CHANGES.jsonlog)).toEqual(text);
  });

  test('statements add what they say of the cause to the rows of the same transactions, and are not counted again', async () => {
    const rows = join(mkdtempSync(join(tmpdir(), 'golden-')), 'without-messages.txt');
    writeFileSync(rows, readFileSync(CHANGES.test_decoding, 'utf8').replace(/^message: .*\n/gm, ''));
    const [alone, together] = [await storyOf([HAR, rows]), await storyOf([HAR, CHANGES['server log'], rows])];
    const ids = ({ links }: typeof alone) => links.map(({ transaction }) => transaction.id).sort();
    expect([ids(together), together.rows]).toEqual([ids(alone), alone.rows]);
    const byKey = ({ links }: typeof alone) => links.filter(({ basis }) => basis.includes('key')).length;
    expect([byKey(alone), byKey(together)]).toEqual([0, 14]);
  });

  test('two logs of the same rows count once', async () => {
    const both = await linksOf([HAR, CHANGES['wal2json 2'], CHANGES.test_decoding]);
    expect(new Set(both.map(({ transaction }) => transaction.id)).size).toBe(both.length);
  });

  test('a server log alone finds the trace of every transaction it can prove', async () => {
    const keys = (await recordsOf(CHANGES['server log'])).flatMap((record) =>
      record.type === 'transaction' && record.transaction.changes.length > 0
        ? [record.transaction.context.flatMap((context): readonly RequestKey[] => context.keys)]
        : [],
    );
    expect(keys.filter((each) => each.some(({ kind }) => kind === 'trace')).length).toBe(keys.length);
  });
});

const unplaced = (change: object) => ({ ...change, byteOffset: 0 });
