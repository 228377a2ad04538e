import { fixtureFiles, importPaths, newWorkspace, openTestEngine } from './engine-for-tests.ts';
import { openDatabase } from './store/database.ts';

/** For tests: a small workspace that says of itself that it is large. */
export async function largeWorkspace(imports: readonly (readonly string[])[] = [fixtureFiles('directus-serial-api')]) {
  const workspace = newWorkspace();
  const engine = openTestEngine(workspace);
  for (const paths of imports) await importPaths(engine, paths);
  await engine.close();
  const db = openDatabase(workspace);
  db.exec('UPDATE capture SET records = 100000');
  db.close();
  return workspace;
}
