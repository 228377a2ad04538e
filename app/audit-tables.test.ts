import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { auditTableSchema, policySchema } from '../shared/inputs.ts';
import { importPaths, openTestEngine } from './engine-for-tests.ts';

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

test('a table that a person described is read as they said, and only then', async () => {
  const path = join(mkdtempSync(join(tmpdir(), 'audit-table-')), 'journal.csv');
  writeFileSync(path, `${rows.join('\n')}\n`);
  const engine = openTestEngine();
  const unknown = await importPaths(engine, [path]);
  expect(unknown.files[0]?.state).toBe('not-a-capture');
  engine.savePolicy(policySchema.parse({ auditTables: [described] }));
  const [file] = (await importPaths(engine, [path])).files;
  await engine.close();
  expect(file).toMatchObject({
    state: 'read',
    recognised: { format: 'audit-table', title: 'journal of orders, as CSV' },
    counts: { transactions: 1, changes: 2 },
    message: 'Rows that are no change of a row (access, many-to-many, messages), left out: 1.',
  });
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
