import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Change, Transaction } from '../../shared/records.ts';
import { createCaptureWriter } from './capture-writer.ts';
import { createCapture, createRun } from './captures.ts';
import { type Db, openDatabase } from './database.ts';
import { readTransactions } from './records.ts';

const changeOf = (id: number, text: string): Change => ({
  op: 'update',
  table: 'public.notes',
  key: { id },
  before: { id, text: '"before"\n' },
  beforeImage: 'earlier',
  after: { id, text },
  changed: text === '' ? [] : ['text'],
  byteOffset: id,
});

const transactionOf = (at: number, name: string): Transaction => ({
  sourceId: `${name} ${at}`,
  byteOffset: at,
  time: at % 3 === 0 ? null : { us: at, resolutionUs: 1, kind: 'commit' },
  context: [],
  changes: Array.from({ length: at % 4 }, (_, change) => changeOf(at * 10 + change, change === 0 ? '' : `${name}`)),
});

const capture = (db: Db, runId: number): number =>
  createCapture(db, runId, { name: 'a.jsonl', kind: 'changes', format: 'wal2json-2' });

test.each([1, 23, 24, 25, 499, 500, 501, 1_234])('%i transactions come back as they were', (count) => {
  const db = openDatabase(':memory:');
  const runId = createRun(db, 0);
  const writer = createCaptureWriter(db, capture(db, runId));
  const all = Array.from({ length: count }, (_, at) => transactionOf(at, 'a'));
  for (const transaction of all) writer.addTransaction(transaction);
  writer.flush();
  const read = [...readTransactions(db, [runId])].map(({ id: _id, captureId: _capture, ...rest }) => rest);
  expect(read).toEqual(all);
});

test('two imports that write at once do not mix', () => {
  const folder = mkdtempSync(join(tmpdir(), 'writers-'));
  const [one, other] = [openDatabase(join(folder, 'w.audit')), openDatabase(join(folder, 'w.audit'))];
  const [first, second] = [createRun(one, 0), createRun(other, 0)];
  const writers = [createCaptureWriter(one, capture(one, first)), createCaptureWriter(other, capture(other, second))];
  for (let at = 0; at < 1_300; at++)
    for (const [which, writer] of writers.entries()) writer.addTransaction(transactionOf(at, `${which}`));
  for (const writer of writers) writer.flush();
  for (const [which, runId] of [first, second].entries()) {
    const read = [...readTransactions(one, [runId])].map(({ id: _id, captureId: _capture, ...rest }) => rest);
    expect(read).toEqual(Array.from({ length: 1_300 }, (_, at) => transactionOf(at, `${which}`)));
  }
  for (const db of [one, other]) db.close();
  rmSync(folder, { recursive: true });
});
