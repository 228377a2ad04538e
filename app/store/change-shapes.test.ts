import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Change } from '../../shared/records.ts';
import { createCaptureWriter } from './capture-writer.ts';
import { createCapture, createRun, deleteCapture } from './captures.ts';
import { type Db, openDatabase } from './database.ts';
import { openOldWorkspace } from './old-workspace-for-tests.ts';
import { readTransactions } from './records.ts';

/** Steps before changes had shapes. */
const BEFORE_SHAPES = 9;

const changeOf = (part: Partial<Change>): Change => ({
  op: 'update',
  table: 'public.notes',
  key: { id: 1 },
  before: null,
  beforeImage: 'none',
  after: { id: 1, text: 'a', sum: { digits: '1.50' } },
  changed: null,
  byteOffset: 7,
  ...part,
});

const CHANGES: readonly Change[] = [
  changeOf({ op: 'insert' }),
  changeOf({ before: { id: 1, text: 'b' }, beforeImage: 'earlier', changed: ['text'] }),
  changeOf({ before: { id: 1, text: 'a' }, beforeImage: 'earlier', changed: [] }),
  changeOf({ key: null, after: null, op: 'truncate' }),
  changeOf({ before: { id: 1 }, beforeImage: 'key', after: { id: 1, '7': null, ['__proto__']: 'x' } }),
];

const changesIn = (db: Db, runId: number) => [...readTransactions(db, [runId])].map(({ changes }) => changes);
const newCapture = (db: Db, runId: number) =>
  createCapture(db, runId, { name: 'a.jsonl', kind: 'changes', format: 'wal2json-2' });

function oldWorkspace(file: string): number {
  const db = openOldWorkspace(file, BEFORE_SHAPES);
  const runId = createRun(db, 0);
  db.prepare("INSERT INTO source_transaction VALUES (5, ?, '1', 0, NULL, NULL, NULL, '[]')").run(newCapture(db, runId));
  const insert = db.prepare('INSERT INTO change VALUES (5, ?, ?, ?, ?, ?, ?, ?, ?, ?)');
  const text = (value: unknown) => (value === null ? null : JSON.stringify(value));
  for (const [at, { op, table, key, before, beforeImage, after, changed, byteOffset }] of CHANGES.entries())
    insert.run(at, op, table, text(key), text(before), beforeImage, text(after), text(changed), byteOffset);
  db.close();
  return runId;
}

test('a workspace from before changes had shapes has the same changes', () => {
  const folder = mkdtempSync(join(tmpdir(), 'shapes-'));
  const file = join(folder, 'w.audit');
  const runId = oldWorkspace(file);
  const db = openDatabase(file);
  expect(changesIn(db, runId)).toEqual([CHANGES]);
  expect(db.prepare('SELECT op, table_name, changed FROM change ORDER BY ordinal').raw().all()).toEqual(
    CHANGES.map(({ op, table, changed }) => [op, table, changed && JSON.stringify(changed)]),
  );
  db.close();
  rmSync(folder, { recursive: true });
});

test('what changes have in common stands once, and goes with its capture', () => {
  const db = openDatabase(':memory:');
  const runId = createRun(db, 0);
  const captures = [newCapture(db, runId), newCapture(db, runId)];
  for (const capture of captures) {
    const writer = createCaptureWriter(db, capture);
    for (let at = 0; at < 3; at++)
      writer.addTransaction({ sourceId: `${at}`, byteOffset: 0, time: null, context: [], changes: CHANGES });
    writer.flush();
  }
  expect(changesIn(db, runId)).toEqual(Array.from({ length: 6 }, () => CHANGES));
  const shapes = db.prepare('SELECT count(*) FROM change_shape').pluck();
  expect(shapes.get()).toBe(2 * CHANGES.length);
  deleteCapture(db, captures[0] as number);
  expect(shapes.get()).toBe(CHANGES.length);
  expect(db.prepare('SELECT count(*) FROM change_row').pluck().get()).toBe(3 * CHANGES.length);
});
