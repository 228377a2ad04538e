import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterEach, expect, test } from 'vitest';
import type { ImportState } from '../shared/import-views.ts';
import type { Engine } from './calls.ts';
import { openEngine } from './engine.ts';
import { fixtureFiles, importEnds, importPaths, newWorkspace, openTestEngine } from './engine-for-tests.ts';

const open: Engine[] = [];
const start = (workspace?: string): Engine => {
  const engine = openTestEngine(workspace);
  open.push(engine);
  return engine;
};
afterEach(async () => {
  for (const engine of open.splice(0)) await engine.close();
});

const [HAR, LOG] = fixtureFiles('directus-serial-api') as [string, string];
const broken = (engine: Engine) => engine.inventory().findings.filter((finding) => finding.verdict === 'broken');
const idOf = (engine: Engine) => (engine.imports()[0] as { id: string }).id;

/** The fixture's file unpacked, perhaps only its first part, beside a new workspace. */
function unpacked(path: string, name: string, share = 1): string {
  const bytes = gunzipSync(readFileSync(path));
  const cut = share === 1 ? bytes.length : bytes.lastIndexOf('\n{"action":"B"', Math.floor(bytes.length * share)) + 1;
  const file = join(dirname(newWorkspace()), name);
  writeFileSync(file, bytes.subarray(0, cut));
  return file;
}

test('a HAR and a log imported at the same time by themselves become one run', async () => {
  const engine = start();
  const files = [HAR, LOG].map((path) => [{ name: path, bytes: null, path }]);
  const ends = files.map((each) => engine.startImport({ files: each, strict: false, keepDamaged: false }).id);
  await new Promise<void>((resolve) => {
    const left = new Set(ends);
    engine.subscribe((event) => {
      if (event.type === 'import' && event.state.step === 'done') left.delete(event.state.id);
      if (left.size === 0) resolve();
    });
  });
  expect(engine.runs()).toHaveLength(1);
  expect(broken(engine)).toHaveLength(1);
});

test('a thread that fails after its import was done takes nothing back', async () => {
  const failing = `import { parentPort, workerData } from 'node:worker_threads';
    parentPort.postMessage({ type: 'state', state: { id: workerData.order.id, step: 'done', files: [], message: null } });
    setTimeout(() => { throw new Error('late'); });`;
  const importWorker = new URL(`data:text/javascript,${encodeURIComponent(failing)}`);
  const engine = openEngine({ workspace: newWorkspace(), samples: '', importWorker });
  await importPaths(engine, [HAR]);
  await engine.close();
  expect(engine.imports()).toMatchObject([{ step: 'done', message: null }]);
});

test('an import under way is no place for another one’s files, and its end takes nothing with it', async () => {
  const engine = start();
  const files = ['requests.har.gz', 'second.har'].map((name) => ({ name, bytes: null, path: null }));
  const first = importEnds(engine, () => engine.startImport({ files, strict: false, keepDamaged: false }));
  const firstId = idOf(engine);
  await engine.upload(firstId, '0', readFileSync(HAR), true);
  const done = await importPaths(engine, [HAR, LOG]);
  expect(done.files.map((file) => file.state)).toEqual(['read', 'read']);
  await engine.cancelImport(firstId);
  await first;
  expect(engine.runs()).toHaveLength(1);
  expect(broken(engine)).toHaveLength(1);
});

test('a thread that dies is told, and leaves nothing', async () => {
  const workspace = newWorkspace();
  const importWorker = new URL('data:text/javascript,throw new Error("out of memory")');
  const engine = openEngine({ workspace, samples: dirname(workspace), importWorker });
  open.push(engine);
  const done = await importPaths(engine, [HAR]);
  expect(done).toMatchObject({ step: 'failed', message: 'The import stopped: out of memory. Nothing was kept.' });
  expect(engine.summary().runs).toBe(0);
});

test('a later run that cannot tell does not speak for a finding', async () => {
  const engine = start();
  await importPaths(engine, [HAR, LOG]);
  const later = unpacked(HAR, 'later.har');
  writeFileSync(later, readFileSync(later, 'utf8').replaceAll('"2026-11-21T', '"2027-11-21T'));
  await importPaths(engine, [later]);
  expect(engine.runs()).toHaveLength(2);
  expect(broken(engine)).toHaveLength(1);
  expect(broken(engine)[0]?.runs.map((cell) => cell.state)).toEqual(['wrote', 'not-seen']);
  expect(engine.summary().openFindings).toBe(1);
});

test('a file and its gzip are the same content', async () => {
  const engine = start();
  await importPaths(engine, [HAR, LOG]);
  const again = await importPaths(engine, [unpacked(HAR, 'requests.har')]);
  expect(again.files[0]).toMatchObject({ state: 'duplicate', duplicateOf: 'requests.har.gz, in run 1' });
});

test('a log that was recorded on and imported again counts each transaction once', async () => {
  const engine = start();
  await importPaths(engine, [HAR, unpacked(LOG, 'first.jsonl', 0.5)]);
  await importPaths(engine, [HAR, LOG]);
  expect(engine.runs()).toHaveLength(1);
  expect(engine.links(1)).toHaveLength(166);
  expect(engine.tables().find((row) => row.table === 'public.page_hits')?.inserts).toBe(6);
});

test('a call that writes after its fix went live is regressed, by the run that shows it', async () => {
  const engine = start();
  await importPaths(engine, [HAR, LOG]);
  const key = broken(engine)[0]?.key ?? '';
  engine.setStatus({ keys: [key], status: 'shipped', why: null, shippedOn: '2027-01-01' });
  await importPaths(engine, fixtureFiles('directus-semantics'));
  expect(broken(engine).find((finding) => finding.key === key)?.tracking.status).toBe('shipped');
  const later = [unpacked(HAR, 'later.har'), unpacked(LOG, 'later.jsonl')];
  for (const file of later) writeFileSync(file, readFileSync(file, 'utf8').replaceAll('"2026-11-21', '"2027-11-21'));
  await importPaths(engine, later);
  const finding = broken(engine).find((row) => row.key === key);
  expect(finding?.tracking.status).toBe('regressed');
  const [newest] = engine.endpoint(finding?.endpoint.id ?? 0).findings[0]?.history ?? [];
  expect(newest).toMatchObject({ who: 'Run 3', text: 'Shipped to Regressed', why: '6 of 6 calls wrote in run 3' });
});

test('lists are answered, and decisions kept, while an import reads', async () => {
  const engine = start();
  await importPaths(engine, [HAR, LOG]);
  const before = JSON.stringify([engine.inventory(), engine.runs()]);
  const har = gunzipSync(readFileSync(fixtureFiles('directus-serial-ui')[0] as string));
  const files = [{ name: 'ui.har', bytes: har.length, path: null }];
  const ended = importEnds(engine, () => engine.startImport({ files, strict: false, keepDamaged: false }));
  const id = idOf(engine);
  // The thread holds half of the file, has stored most of its entries, and waits for the rest.
  await engine.upload(id, '0', har.subarray(0, har.length / 2), false);
  expect(engine.imports()[0]).toMatchObject({ step: 'reading' });
  expect(JSON.stringify([engine.inventory(), engine.runs()])).toBe(before);
  expect(engine.saveSettings({ person: 'Ann' }).person).toBe('Ann');
  await engine.upload(id, '0', har.subarray(har.length / 2), true);
  expect(await ended).toMatchObject({ step: 'done' });
  expect(engine.runs()).toHaveLength(2);
});

test('attribution says of how many transactions it is from its beginning, and what it does', async () => {
  const engine = start();
  const told: ImportState[] = [];
  const files = [HAR, LOG].map((path) => ({ name: path.split('/').at(-1) ?? path, bytes: null, path }));
  const begin = () => engine.startImport({ files, strict: false, keepDamaged: false });
  await importEnds(engine, begin, (state) => state.step === 'attributing' && told.push(state));
  const said = told.flatMap(({ attributed }) => attributed ?? []);
  expect(said[0]).toEqual({ phase: 'reading', transactions: 0, of: 166 });
  expect([...new Set(said.map(({ phase }) => phase))]).toEqual(['reading', 'learning', 'linking', 'checking']);
  // Only the step itself is told before it.
  expect(told.indexOf(told.find(({ attributed }) => attributed !== null) as ImportState)).toBeLessThanOrEqual(1);
});
