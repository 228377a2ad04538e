import { createReadStream, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import type { RequestKey } from '../shared/records.ts';
import type { LinkLine } from '../shared/report.ts';
import { LIKELY } from '../shared/text.ts';
import { newWorkspace } from './engine-for-tests.ts';
import { detect } from './ingest/detect.ts';
import { collect } from './ingest/fixture-files.ts';
import { runImport } from './ingest/import-job.ts';
import { createProgress } from './ingest/import-progress.ts';
import { createMasker } from './ingest/mask.ts';
import { type CaptureRecord, peek, readCapture } from './ingest/read-capture.ts';
import { unpack } from './ingest/unpack.ts';
import { finishRun } from './pipeline.ts';
import { openDatabase } from './store/database.ts';
import { readWriteCounts } from './store/inventory.ts';
import { linkLinesOf } from './views/report.ts';

/** One run of a shop, as three recorders of its requests and six logs of its database saw it. */
const fixture = (name: string) => fileURLToPath(new URL(`./ingest/formats/fixtures/${name}`, import.meta.url));
const HAR = fixture('har/parallel-orders/input.har');
const REQUESTS = {
  HAR,
  traces: fixture('otlp-json/orders-run/input.jsonl.gz'),
  'access log': fixture('nginx-json/orders-run/input.jsonl'),
};
const CHANGES = {
  'wal2json 1': fixture('wal2json-1/orders-run/input.jsonl'),
  'wal2json 2': fixture('wal2json-2/orders-run/input.jsonl'),
  test_decoding: fixture('test-decoding/orders-run/input.txt'),
  'server log': fixture('postgres-log/orders-run/input.log'),
  csvlog: fixture('postgres-log-csv/orders-run/input.csv'),
  jsonlog: fixture('postgres-log-json/orders-run/input.json'),
};

/** xid → position of the HAR's entry that caused it; null = a background job. */
const truth = JSON.parse(
  readFileSync(fileURLToPath(new URL('./fixtures/orders/truth.json', import.meta.url)), 'utf8'),
) as Record<string, number | null>;

async function recordsOf(path: string): Promise<CaptureRecord[]> {
  const { head, bytes } = await peek(unpack(createReadStream(path)));
  const found = detect(head);
  if (found.type !== 'one') throw new Error(`${path} is taken for ${found.type}`);
  return collect(readCapture(found.format, bytes, createMasker(new Uint8Array(32))));
}

/** The calls of a recording by position: positions differ between recorders, the calls do not. */
async function callsOf(path: string): Promise<Map<number, string>> {
  const records = await recordsOf(path);
  return new Map(
    records.flatMap((record) =>
      record.type === 'exchange'
        ? [[record.exchange.index, `${record.exchange.method} ${record.exchange.path} ${record.exchange.startUs}`]]
        : [],
    ),
  );
}

/** Imports in this thread: a worker's start would cost more than the import. */
async function storyOf(paths: readonly string[]): Promise<{ links: LinkLine[]; rows: number }> {
  const db = openDatabase(newWorkspace());
  const files = paths.map((path, at) => ({ id: String(at), name: path, bytes: null, path }));
  const order = { id: 'golden', files, strict: true, keepDamaged: false };
  const control = {
    uploaded: () => {
      throw new Error('nothing is uploaded');
    },
    choice: async () => 'leave-out' as const,
    check: () => {},
  };
  let step = '';
  const progress = createProgress(order, Date.now, (state) => {
    step = state.step;
  });
  await runImport(db, order, control, progress, finishRun, 0);
  expect(step).toBe('done');
  const links = linkLinesOf(db, 1);
  const rows = readWriteCounts(db, [1]).reduce((sum, count) => sum + count.rows, 0);
  db.close();
  return { links, rows };
}

const linksOf = async (paths: readonly string[]): Promise<LinkLine[]> => (await storyOf(paths)).links;

/** `POST /orders` of a call; a later one of the same name differs by its place in the order of starts. */
function namesOf(calls: ReadonlyMap<number, string>): Map<number, string> {
  const seen = new Map<string, number>();
  const ordered = [...calls].map(([index, call]) => ({ index, call: call.split(' ') }));
  ordered.sort((a, b) => Number(a.call[2]) - Number(b.call[2]));
  return new Map(
    ordered.map(({ index, call: [method, path] }) => {
      const nth = (seen.get(`${method} ${path}`) ?? 0) + 1;
      seen.set(`${method} ${path}`, nth);
      return [index, `${method} ${path} ${nth}`];
    }),
  );
}

/** Sure answers against the truth: `accused` = a call that did not do it, `missed` = none although one did it. */
function judged(links: readonly LinkLine[], names: ReadonlyMap<number, string>, harNames: ReadonlyMap<number, string>) {
  const sure = links.filter(({ probability }) => probability >= LIKELY);
  const answers = sure.map(({ transaction, exchange }) => {
    const entry = truth[transaction.id] ?? null;
    const answer = exchange && (names.get(exchange.index) ?? 'unknown');
    if (answer === (entry === null ? null : harNames.get(entry))) return 'right';
    return answer === null ? 'missed' : 'accused';
  });
  const count = (word: string) => answers.filter((answer) => answer === word).length;
  return { all: links.length, right: count('right'), accused: count('accused'), missed: count('missed') };
}

const pairs = Object.entries(REQUESTS).flatMap(([requests, from]) =>
  Object.entries(CHANGES).map(([changes, to]) => ({ requests, changes, from, to })),
);

test.each(pairs)('$requests and $changes tell the same story', async ({ from, to }) => {
  const [names, harNames] = [namesOf(await callsOf(from)), namesOf(await callsOf(HAR))];
  const found = judged(await linksOf([from, to]), names, harNames);
  expect(found.accused).toBe(0);
  expect(found.missed).toBeLessThanOrEqual(1);
  expect(found.right / found.all).toBeGreaterThan(0.85);
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
