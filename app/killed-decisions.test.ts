import { spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { newWorkspace, openTestEngine } from './engine-for-tests.ts';
import { openDatabase } from './store/database.ts';

const KEYS = Array.from({ length: 400 }, (_, at) => `safe-method-writes GET https://school.test/courses/${at}/{}`);

/** What a program does with an engine, the last thing before it kills itself. */
function killedAfter(workspace: string, deeds: string): void {
  const program = join(mkdtempSync(join(tmpdir(), 'killed-')), 'decide.mjs');
  const helpers = new URL('./engine-for-tests.ts', import.meta.url);
  writeFileSync(
    program,
    `import { openTestEngine } from '${helpers}';
     const engine = openTestEngine(process.argv[2]);
     const keys = ${JSON.stringify(KEYS)};
     ${deeds}
     process.kill(process.pid, 'SIGKILL');`,
  );
  const { signal } = spawnSync(process.execPath, [program, workspace], { stdio: 'inherit' });
  expect(signal).toBe('SIGKILL');
}

/** Each finding's status, owner and live date, as another process finds them. */
async function kept(workspace: string): Promise<string[]> {
  const engine = openTestEngine(workspace);
  const found = engine.goneFindings().map(({ tracking: t }) => `${t.status} ${t.owner} ${t.shippedOn}`);
  await engine.close();
  const db = openDatabase(workspace);
  expect(db.pragma('integrity_check', { simple: true })).toBe('ok');
  db.close();
  return found;
}

const SHIPPED = `engine.setStatus({ keys, status: 'shipped', why: null, shippedOn: '2026-11-20' });`;
const OWNED = `engine.setOwner({ keys, owner: 'M. Keller' });`;

test.each<[what: string, deeds: string, stands: string]>([
  ['a bulk move with its date', SHIPPED, 'shipped null 2026-11-20'],
  ['an undo', `${OWNED} ${SHIPPED} engine.undo();`, 'detected M. Keller null'],
  ['a redo', `${OWNED} ${SHIPPED} engine.undo(); engine.redo();`, 'shipped M. Keller 2026-11-20'],
  [
    'a corrected date',
    `${SHIPPED} engine.setLiveDate({ keys, shippedOn: '2026-11-25', why: null });`,
    'shipped null 2026-11-25',
  ],
])('%s survives a kill the moment after it was made', async (_what, deeds, stands) => {
  const workspace = newWorkspace();
  killedAfter(workspace, deeds);
  const found = await kept(workspace);
  expect(found).toHaveLength(KEYS.length);
  expect(new Set(found)).toEqual(new Set([stands]));
});
