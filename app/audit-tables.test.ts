import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { FileChoice, UnknownTable } from '../shared/import-views.ts';
import { auditTableSchema, policySchema } from '../shared/inputs.ts';
import type { Engine } from './calls.ts';
import { importEnds, importPaths, openTestEngine } from './engine-for-tests.ts';
import { previewMapping } from './ingest/changes/audit-table/preview.ts';
import { KNOWN_NAMES } from './ingest/secrets.ts';
import { findUnknownTable } from './ingest/unknown-table.ts';

const described = {
  name: 'journal of orders',
  operation: 'what',
  operations: { neu: 'insert', geändert: 'update', gelesen: 'none' },
  tableName: 'shop.orders',
  key: 'nr',
  keyName: 'order_no',
  before: 'vorher',
  after: 'nachher',
  time: 'wann',
  transaction: 'vorgang',
  cause: { request_id: 'anfrage' },
};

const rows = [
  'wann,what,nr,vorher,nachher,vorgang,anfrage',
  '2026-11-21T19:36:06.188Z,neu,501,,"{""order_no"":501,""qty"":1}",7,r-1',
  '2026-11-21T19:36:06.188Z,geändert,501,"{""order_no"":501,""qty"":1}","{""order_no"":501,""qty"":2}",7,r-1',
  '2026-11-21T19:36:07.188Z,gelesen,501,,,8,r-2',
];

function written(): string {
  const path = join(mkdtempSync(join(tmpdir(), 'audit-table-')), 'journal.csv');
  writeFileSync(path, `${rows.join('\n')}\n`);
  return path;
}

const READ = {
  state: 'read',
  recognised: { format: 'audit-table', title: 'journal of orders, as CSV' },
  counts: { transactions: 1, changes: 2 },
  message: 'Rows that are no change of a row (access, many-to-many, messages), left out: 1.',
};

test('a table that a person described is read as they said', async () => {
  const engine = openTestEngine();
  engine.savePolicy(policySchema.parse({ auditTables: [described] }));
  const [file] = (await importPaths(engine, [written()])).files;
  await engine.close();
  expect(file).toMatchObject(READ);
});

test('a script is not asked: the file is refused, with its columns', async () => {
  const engine = openTestEngine();
  const files = [{ name: 'journal.csv', bytes: null, path: written() }];
  const done = await importEnds(engine, () => engine.startImport({ files, strict: true, keepDamaged: false }));
  await engine.close();
  expect(done.files[0]).toMatchObject({ state: 'not-a-capture', message: expect.stringContaining('7 columns: wann') });
});

/** Imports the table, answering what it asks. */
async function importAnswering(engine: Engine, choice: FileChoice) {
  const asked: (UnknownTable | null)[] = [];
  const files = [{ name: 'journal.csv', bytes: null, path: written() }];
  const start = () => engine.startImport({ files, strict: false, keepDamaged: false });
  const done = await importEnds(engine, start, (state) => {
    const [file] = state.files;
    if (file?.state !== 'unmapped' || state.step !== 'waiting' || asked.length > 0) return;
    asked.push(file.table);
    engine.choose(state.id, file.id, choice);
  });
  return { asked, done };
}

test('a table of unknown columns asks, is read by the answer, and not asked again', async () => {
  const engine = openTestEngine();
  const { asked, done } = await importAnswering(engine, { mapping: auditTableSchema.parse(described) });
  expect(asked).toMatchObject([
    { columns: rows[0]?.split(','), words: { what: ['neu', 'geändert', 'gelesen'], vorher: [] } },
  ]);
  expect(done.files[0]).toMatchObject(READ);
  const again = join(mkdtempSync(join(tmpdir(), 'audit-table-')), 'other.csv');
  writeFileSync(again, `${rows.join('\n').replaceAll('501', '502')}\n`);
  const [file] = (await importPaths(engine, [again])).files;
  await engine.close();
  expect(file).toMatchObject(READ);
});

const CUT_HAR =
  '{"log":{"entries":[{"startedDateTime":"2026-11-21T19:36:06Z","request":{"method":"GET","url":"http://a.test/"},"response":{"status":200}},{';

test('what a person described in an import that is cancelled is not kept', async () => {
  const engine = openTestEngine();
  const har = join(mkdtempSync(join(tmpdir(), 'audit-table-')), 'cut.har');
  writeFileSync(har, CUT_HAR);
  const files = [
    { name: 'journal.csv', bytes: null, path: written() },
    { name: 'cut.har', bytes: null, path: har },
  ];
  const start = () => engine.startImport({ files, strict: false, keepDamaged: false });
  const states = new Set<string>();
  const done = await importEnds(engine, start, (state) => {
    const [journal, cut] = state.files;
    for (const file of state.files) states.add(`${file.name} ${file.state}`);
    if (state.step !== 'waiting') return;
    if (journal?.state === 'unmapped')
      engine.choose(state.id, journal.id, { mapping: auditTableSchema.parse(described) });
    else if (cut?.state === 'damaged') engine.cancelImport(state.id);
  });
  expect(done.step).toBe('cancelled');
  expect([...states]).toContain('journal.csv read');
  expect((await importAnswering(engine, 'leave-out')).asked).toHaveLength(1);
  await engine.close();
});

test('one description serves all files of an import', async () => {
  const engine = openTestEngine();
  const other = join(mkdtempSync(join(tmpdir(), 'audit-table-')), 'other.csv');
  writeFileSync(other, `${rows.join('\n').replaceAll('501', '502')}\n`);
  const files = [written(), other].map((path, at) => ({ name: `${at}.csv`, bytes: null, path }));
  const start = () => engine.startImport({ files, strict: false, keepDamaged: false });
  const asked = new Set<string>();
  const done = await importEnds(engine, start, (state) => {
    const file = state.files.find((one) => one.state === 'unmapped');
    if (!file || state.step !== 'waiting' || asked.has(file.name)) return;
    asked.add(file.name);
    engine.choose(state.id, file.id, { mapping: auditTableSchema.parse(described) });
  });
  expect(done.files).toMatchObject([READ, READ]);
  expect(asked).toEqual(new Set(['0.csv']));
  await engine.close();
});

test('a description is forgotten where a person says so', async () => {
  const engine = openTestEngine();
  await importAnswering(engine, { mapping: auditTableSchema.parse(described) });
  expect(engine.settings().auditTables).toMatchObject([{ name: described.name }]);
  engine.saveSettings({ forgetAuditTable: described.name });
  expect(engine.settings().auditTables).toEqual([]);
  await engine.close();
});

test('it can be left out, and nothing is kept', async () => {
  const engine = openTestEngine();
  const { done } = await importAnswering(engine, 'leave-out');
  await engine.close();
  expect(done).toMatchObject({ step: 'failed', files: [{ state: 'left-out', table: null }] });
});

test('what is shown of its rows holds no secret', async () => {
  const hide = () => '·';
  const table = 'was,user,neu\nadd,7,"{""id"":1,""password"":""correct horse battery""}"\n';
  const found = await findUnknownTable(Buffer.from(table), { names: KNOWN_NAMES, hide });
  expect(found?.rows).toEqual([{ was: 'add', user: '7', neu: '{"id":1,"password":"·"}' }]);
});

test.each([
  ['numbers', 'a,b,c\n1,2,3\n'],
  ['two columns', 'operation,new\ninsert,"{""id"":1}"\n'],
  ['a list of people', 'name,mail,town\nAda,ada@example.com,London\n'],
  ['a text', 'Dear all,\n\nno logs.\n'],
])('%s is no table of changes', async (_what, text) => {
  expect(await findUnknownTable(Buffer.from(text), { names: KNOWN_NAMES, hide: () => '·' })).toBeNull();
});

test('the first rows are shown as they would be read', () => {
  const row = (line: string) => {
    const cells = line
      .split(/,(?=(?:[^"]*"[^"]*")*[^"]*$)/)
      .map((cell) => cell.replace(/^"|"$/g, '').replaceAll('""', '"'));
    return Object.fromEntries((rows[0] ?? '').split(',').map((name, at) => [name, cells[at] || null]));
  };
  expect(previewMapping(auditTableSchema.parse(described), rows.slice(1).map(row))).toEqual([
    {
      type: 'change',
      op: 'insert',
      table: 'shop.orders',
      key: 'order_no 501',
      before: null,
      after: 'order_no 501, qty 1',
      timeUs: 1_795_289_766_188_000,
      transaction: '7',
      cause: [expect.stringContaining('r-1')],
    },
    expect.objectContaining({
      type: 'change',
      op: 'update',
      before: 'order_no 501, qty 1',
      after: 'order_no 501, qty 2',
    }),
    { type: 'none' },
  ]);
});

describe('a description', () => {
  test.each([
    ['names the table or its column', { tableName: undefined }],
    ['does not name both', { table: 'wo' }],
    ['says where a row stands', { before: undefined, after: undefined }],
    ['knows its own words', { columns: 'x' }],
    ['has operations that there are', { operations: { neu: 'upsert' } }],
  ])('%s', (_what, part) => {
    expect(auditTableSchema.safeParse(described).success).toBe(true);
    expect(auditTableSchema.safeParse({ ...described, ...part }).success).toBe(false);
  });
});
