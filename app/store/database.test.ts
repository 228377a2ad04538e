import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { clearUnfinished, createCapture, createRun, publishRun } from './captures.ts';
import { onceFree, openDatabase } from './database.ts';
import { readyRuns } from './runs.ts';
import { maskingKey } from './settings.ts';

const newFile = () => join(mkdtempSync(join(tmpdir(), 'store-')), 'w.audit');

test('a workspace opened again holds the same masking key', () => {
  const file = newFile();
  const first = openDatabase(file);
  const key = maskingKey(first);
  first.close();
  const second = openDatabase(file);
  expect(maskingKey(second)).toEqual(key);
  expect(key.byteLength).toBe(32);
  second.close();
});

test('two workspaces have different masking keys', () => {
  const [one, other] = [openDatabase(newFile()), openDatabase(newFile())];
  expect(maskingKey(one)).not.toEqual(maskingKey(other));
});

test('a file that is not a workspace is refused with its name and what to do', () => {
  const file = newFile();
  writeFileSync(file, 'this is a shopping list, not a database. '.repeat(40));
  expect(() => openDatabase(file)).toThrow(/w\.audit: not a workspace of Endpoint Audit; choose another file/);
});

test('a workspace of a newer version is refused, and left as it is', () => {
  const file = newFile();
  const db = openDatabase(file);
  db.pragma('user_version = 999');
  db.close();
  expect(() => openDatabase(file)).toThrow(/newer version/);
});

test('a folder that is not there is refused', () => {
  expect(() => openDatabase('/nowhere/at/all/w.audit')).toThrow(/w\.audit: cannot be opened/);
});

test('an import that was cut off is invisible, and gone after the next start', () => {
  const db = openDatabase(newFile());
  const whole = createRun(db, 1);
  publishRun(db, whole);
  const cut = createRun(db, 2);
  createCapture(db, cut, { name: 'half.har', kind: 'http', format: 'har' });
  expect(readyRuns(db)).toEqual([whole]);
  expect(clearUnfinished(db)).toEqual(['half.har']);
  expect(db.prepare('SELECT count(*) FROM capture').pluck().get()).toBe(0);
  expect(readyRuns(db)).toEqual([whole]);
});

test('an import that another living process is at is left alone', () => {
  const db = openDatabase(newFile());
  const theirs = createRun(db, 1);
  db.prepare('UPDATE run SET owner_pid = ? WHERE id = ?').run(process.ppid, theirs);
  createCapture(db, theirs, { name: 'theirs.har', kind: 'http', format: 'har' });
  expect(clearUnfinished(db)).toEqual([]);
  expect(db.prepare('SELECT count(*) FROM run').pluck().get()).toBe(1);
});

test('what another program holds for long is written once it is free; other errors are not waited for', async () => {
  const file = newFile();
  const [db, other] = [openDatabase(file), openDatabase(file)];
  db.pragma('busy_timeout = 0');
  other.exec('BEGIN IMMEDIATE');
  let tries = 0;
  const written = onceFree(() => {
    if (++tries === 3) other.exec('ROLLBACK');
    db.exec("INSERT INTO setting (key, value) VALUES ('a', '1')");
    return tries;
  });
  expect(await written).toBe(3);
  await expect(onceFree(() => db.exec('INSERT INTO nowhere VALUES (1)'))).rejects.toThrow('no such table');
  for (const each of [db, other]) each.close();
});
