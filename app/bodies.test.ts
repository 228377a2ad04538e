import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { importPaths, newWorkspace, openTestEngine } from './engine-for-tests.ts';
import { openDatabase } from './store/database.ts';
import { readExchanges } from './store/records.ts';

const entry = (path: string, mimeType: string, text: string) => ({
  startedDateTime: '2026-11-21T19:50:53.148Z',
  time: 5,
  request: { method: 'GET', url: `http://shop.test${path}`, headers: [], queryString: [] },
  response: { status: 200, headers: [], content: { mimeType, text, size: text.length } },
  timings: { send: 1, wait: 3, receive: 1 },
});

test('bodies are kept up to the limit that the settings name, those of static files not at all', async () => {
  const list = JSON.stringify(Array.from({ length: 500 }, (_, id) => ({ id: 70_000 + id })));
  const entries = [entry('/items', 'application/json', list), entry('/app.js', 'text/javascript', 'let a;')];
  const file = join(mkdtempSync(join(tmpdir(), 'bodies-')), 'a.har');
  writeFileSync(file, JSON.stringify({ log: { version: '1.2', creator: { name: 'x' }, entries } }));
  const workspace = newWorkspace();
  const engine = openTestEngine(workspace);
  expect(engine.settings().bodyKib).toBe(64);
  expect(engine.saveSettings({ bodyKib: 1 }).bodyKib).toBe(1);
  expect(await importPaths(engine, [file])).toMatchObject({ step: 'done', files: [{ counts: { bodiesCut: 0 } }] });
  await engine.close();
  const db = openDatabase(workspace);
  const [items, script] = [...readExchanges(db, [1])].map(({ response }) => response.body);
  db.close();
  expect(items).toMatchObject({ state: 'cut', size: list.length });
  expect(items?.text?.length).toBeLessThanOrEqual(1024);
  expect(items?.beyond?.at(-1)).toEqual(['id', '70499']);
  expect(script).toMatchObject({ state: 'asset', text: null });
});
