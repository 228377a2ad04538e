import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { fixtureFiles, importEnds, importPaths, openTestEngine } from './engine-for-tests.ts';
import { makeZip, type ZipEntry } from './ingest/zip/zip-for-tests.ts';

const [requests = '', changes = ''] = fixtureFiles('directus-semantics');
const HAR = gunzipSync(readFileSync(requests));
const LOG = readFileSync(changes);
const BOTH: readonly ZipEntry[] = [
  { name: 'recording/requests.har', content: HAR },
  { name: 'recording/changes.v2.jsonl.gz', content: LOG, stored: true },
];

const onDisk = (zip: Uint8Array): string => {
  const path = join(mkdtempSync(join(tmpdir(), 'zips-')), 'recording.zip');
  writeFileSync(path, zip);
  return path;
};
const upload = (zip: Uint8Array) => {
  const engine = openTestEngine();
  const files = [{ name: 'recording.zip', bytes: zip.length, path: null }];
  const start = () => {
    const state = engine.startImport({ files, strict: false, keepDamaged: false });
    const send = async () => {
      for (let at = 0; at < zip.length; at += 50_000)
        await engine.upload(state.id, '0', zip.subarray(at, at + 50_000), at + 50_000 >= zip.length);
    };
    void send();
    return state;
  };
  return { engine, done: importEnds(engine, start) };
};

test('the captures of a ZIP are files of their own, and make the run that they make unpacked', async () => {
  const unpacked = openTestEngine();
  await importPaths(unpacked, [requests, changes]);
  const expected = unpacked.links(1);
  await unpacked.close();

  const { engine, done } = upload(makeZip(BOTH));
  expect((await done).files).toMatchObject([
    { id: '0', name: 'recording.zip › recording/requests.har', state: 'read', counts: { exchanges: 49 } },
    { id: '0/1', name: 'recording.zip › recording/changes.v2.jsonl.gz', state: 'read', counts: { transactions: 58 } },
  ]);
  const strip = (lines: ReturnType<typeof engine.links>) =>
    lines.map(({ transaction, exchange, probability }) => [transaction.id, exchange?.index ?? null, probability]);
  expect(strip(engine.links(1))).toEqual(strip(expected));

  // By path, and the same content once more.
  const again = await importPaths(engine, [onDisk(makeZip(BOTH))]);
  expect(again.files.map(({ state }) => state)).toEqual(['duplicate', 'duplicate']);
  // Nothing of it was stored, so nothing was masked for it.
  expect(Object.values((await done).masked).some((times) => times > 0)).toBe(true);
  expect(Object.values(again.masked).every((times) => times === 0)).toBe(true);
  await engine.close();
});

test('a damaged capture in a ZIP asks by its own name, and the other is kept', async () => {
  const cut: readonly ZipEntry[] = [
    { name: 'requests.har', content: HAR.subarray(0, HAR.length / 2) },
    ...BOTH.slice(1),
  ];
  const engine = openTestEngine();
  const files = [{ name: 'recording.zip', bytes: null, path: onDisk(makeZip(cut)) }];
  const start = () => engine.startImport({ files, strict: false, keepDamaged: false });
  const done = await importEnds(engine, start, ({ id, files: [file] }) => {
    if (file?.state === 'damaged') engine.choose(id, file.id, 'leave-out');
  });
  expect(done.files.map(({ name, state }) => [name, state])).toEqual([
    ['recording.zip › requests.har', 'left-out'],
    ['recording.zip › recording/changes.v2.jsonl.gz', 'read'],
  ]);
  await engine.close();
});

test('what cannot be unpacked or is no capture is named, says why, and the others are read', async () => {
  const zip = makeZip([
    ...BOTH,
    { name: 'locked.har', content: 'x', flags: 1 },
    { name: 'old.jsonl', content: 'x', method: 12 },
    { name: 'notes.txt', content: 'Dear all,\n' },
  ]);
  const engine = openTestEngine();
  const done = await importPaths(engine, [onDisk(zip)]);
  expect(done.files.map(({ name, state, message }) => [name, state, message?.slice(0, 24)])).toEqual([
    ['recording.zip › recording/requests.har', 'read', undefined],
    ['recording.zip › recording/changes.v2.jsonl.gz', 'read', undefined],
    ['recording.zip › locked.har', 'failed', 'Protected by a password.'],
    ['recording.zip › old.jsonl', 'failed', 'Packed with bzip2, which'],
    ['recording.zip › notes.txt', 'not-a-capture', 'The file begins with "De'],
  ]);
  await engine.close();
});

test('the only file of a ZIP is named where it is of no use', async () => {
  const engine = openTestEngine();
  const only = async (entry: ZipEntry) => (await importPaths(engine, [onDisk(makeZip([entry]))])).files[0];
  expect(await only({ name: 'a/notes.txt', content: 'Dear all,\n' })).toMatchObject({
    name: 'recording.zip › a/notes.txt',
    state: 'not-a-capture',
  });
  expect(await only({ name: 'requests.har', content: 'x', flags: 1 })).toMatchObject({
    name: 'recording.zip › requests.har',
    state: 'failed',
  });
  await engine.close();
});

test('what was masked in a damaged file counts only if it is kept', async () => {
  const cut: ZipEntry = { name: 'requests.har', content: HAR.subarray(0, HAR.length / 2) };
  const path = onDisk(makeZip([cut, ...BOTH.slice(1)]));
  const maskedWhere = async (choice: 'keep' | 'leave-out') => {
    const engine = openTestEngine();
    const files = [{ name: 'recording.zip', bytes: null, path }];
    const start = () => engine.startImport({ files, strict: false, keepDamaged: false });
    const { masked } = await importEnds(engine, start, ({ id, files: [file] }) => {
      if (file?.state === 'damaged') engine.choose(id, file.id, choice);
    });
    await engine.close();
    return masked;
  };
  expect((await maskedWhere('keep')).authorization).toBeGreaterThan(0);
  // Logs of changes carry no such header.
  expect((await maskedWhere('leave-out')).authorization).toBe(0);
});

test('a Playwright HAR with its bodies beside it, and a trace, are one file each', async () => {
  const fixture = (name: string) => fileURLToPath(new URL(`./ingest/formats/fixtures/${name}`, import.meta.url));
  const engine = openTestEngine();
  const done = await importPaths(engine, [
    fixture('har/playwright-attach/input.har.zip'),
    fixture('playwright-trace/zip/input.zip'),
  ]);
  expect(done.files).toMatchObject([
    { name: 'input.har.zip', state: 'read', recognised: { format: 'har' }, counts: { exchanges: 32 } },
    { name: 'input.zip', state: 'read', recognised: { format: 'playwright-trace' }, counts: { exchanges: 32 } },
  ]);
  await engine.close();
});
