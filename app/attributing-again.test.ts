import { expect, test } from 'vitest';
import { attributeAgain } from './attributing-again.ts';
import { writeRun } from './courses-for-tests.ts';
import { importPaths, newWorkspace, openTestEngine } from './engine-for-tests.ts';
import { moveCaptures } from './store/captures.ts';
import { openDatabase } from './store/database.ts';
import { readLinks } from './store/links.ts';

test('links of files that join a run while it is attributed again are not lost', async () => {
  const workspace = newWorkspace();
  const engine = openTestEngine(workspace);
  await importPaths(engine, writeRun(1, ['alpha', 'bravo']));
  await importPaths(engine, writeRun(2, ['alpha', 'bravo', 'charlie']));
  await engine.close();
  const [db, other] = [openDatabase(workspace), openDatabase(workspace)];
  const linked = () => readLinks(db, 1).length;
  expect(linked()).toBe(2);
  db.exec("UPDATE attribution SET corrections = 'others' WHERE run_id = 1");
  let passes = 0;
  // Another import's end, as soon as the run has been read.
  const join = () => {
    moveCaptures(other, 2, 1);
    other.exec('DELETE FROM run WHERE id = 2');
  };
  await attributeAgain(db, null, () => {
    if (passes++ === 0) queueMicrotask(join);
  });
  expect(linked()).toBe(5);
  db.close();
  other.close();
});
