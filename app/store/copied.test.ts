import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { clearCopies, withCopy } from './copied.ts';
import { openDatabase } from './database.ts';

const open = () => {
  const folder = mkdtempSync(join(tmpdir(), 'copied-'));
  return { folder, db: openDatabase(join(folder, 'a.audit')) };
};

const copiesIn = (folder: string) => readdirSync(folder).filter((name) => name.includes('-copy-'));

test('work on a copy leaves the workspace alone, and no copy', async () => {
  const { folder, db } = open();
  await withCopy(db, async (copy) => {
    expect(copiesIn(folder)).toHaveLength(1);
    copy.exec('DROP TABLE run');
  });
  expect(db.prepare('SELECT count(*) FROM run').pluck().get()).toBe(0);
  expect(copiesIn(folder)).toEqual([]);
});

test('a copy whose process was killed goes when the workspace is opened next; others stay', () => {
  const { folder, db } = open();
  const ended = spawnSync(process.execPath, ['-e', 'process.stdout.write(String(process.pid))']).stdout.toString();
  const names = [`.a.audit-copy-${ended}-x1`, `.a.audit-copy-${process.pid}-x2`, `.b.audit-copy-${ended}-x3`];
  for (const name of names) {
    mkdirSync(join(folder, name));
    writeFileSync(join(folder, name, 'copy.audit'), '');
  }
  clearCopies(db);
  expect(copiesIn(folder)).toEqual(names.slice(1));
});
