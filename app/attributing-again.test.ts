import { expect, test } from 'vitest';
import { attributeAgain } from './attributing-again.ts';
import { writeRun } from './courses-for-tests.ts';
import { importPaths, newWorkspace, openTestEngine } from './engine-for-tests.ts';
import { moveCaptures } from './store/captures.ts';
import { type Db, openDatabase } from './store/database.ts';
import { readLinks } from './store/links.ts';

/** The links of run 1, attributed again, when another program does something once the run has been read, or is judged. */
async function attributedWhile(when: (deed: () => void) => unknown, deed: (other: Db) => void) {
  const workspace = newWorkspace();
  const engine = openTestEngine(workspace);
  await importPaths(engine, writeRun(1, ['alpha', 'bravo']));
  await importPaths(engine, writeRun(2, ['alpha', 'bravo', 'charlie']));
  await engine.close();
  const [db, other] = [openDatabase(workspace), openDatabase(workspace)];
  const before = readLinks(db, 1);
  db.exec("UPDATE attribution SET corrections = 'others' WHERE run_id = 1");
  let passes = 0;
  await attributeAgain(db, null, () => {
    if (passes++ === 0) when(() => deed(other));
  });
  const after = readLinks(db, 1);
  db.close();
  other.close();
  return { before, after };
}

test('links of files that join a run meanwhile are not lost', async () => {
  const { before, after } = await attributedWhile(queueMicrotask, (other) => {
    moveCaptures(other, 2, 1);
    other.exec('DELETE FROM run WHERE id = 2');
  });
  expect([before.length, after.length]).toEqual([2, 5]);
});

test('links that another program wrote meanwhile, by what was said for a moment, do not stay', async () => {
  const { before, after } = await attributedWhile(setImmediate, (other) =>
    other.exec("UPDATE link SET probability = 0.125; UPDATE attribution SET corrections = 'theirs' WHERE run_id = 1"),
  );
  expect(after).toEqual(before);
});
