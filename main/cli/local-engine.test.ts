import { expect, test } from 'vitest';
import { fixtureFiles, importPaths, newWorkspace, openTestEngine } from '../../app/engine-for-tests.ts';
import { openDatabase } from '../../app/store/database.ts';
import { withEngine } from './local-engine.ts';

test('nothing is told of a workspace of an earlier version before it is judged again', async () => {
  const workspace = newWorkspace();
  const engine = openTestEngine(workspace);
  await importPaths(engine, fixtureFiles('directus-semantics'));
  await engine.close();
  const db = openDatabase(workspace);
  const count = () => db.prepare('SELECT count(*) FROM finding').pluck().get();
  const all = count();
  db.exec("DELETE FROM finding; DELETE FROM setting WHERE key = 'judged-by'");
  const told: string[] = [];
  await withEngine(
    workspace,
    async () => expect(count()).toBe(all),
    (line) => told.push(line),
  );
  expect(told[0]).toBe('Rules have changed since this workspace was last judged: judging again');
  db.close();
});
