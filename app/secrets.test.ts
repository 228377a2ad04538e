import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { CANARIES, har } from './canaries-for-tests.ts';
import { accessLog, attached, audited, changes, formsOf, serverLog, traces } from './canary-logs-for-tests.ts';
import { importPaths, newWorkspace, openTestEngine } from './engine-for-tests.ts';
import { openDatabase } from './store/database.ts';
import { unpackText } from './store/packing.ts';

test('no planted secret is on disk, packed or plain; equal secrets still join', async () => {
  const workspace = newWorkspace();
  const folder = dirname(workspace);
  const inputs = mkdtempSync(join(tmpdir(), 'canaries-'));
  writeFileSync(join(inputs, 'canary.har'), JSON.stringify(har));
  writeFileSync(join(inputs, 'canary.jsonl'), changes.map((line) => `${JSON.stringify(line)}\n`).join(''));
  writeFileSync(join(inputs, 'canary.har.zip'), attached);
  writeFileSync(join(inputs, 'traces.jsonl'), JSON.stringify(traces));
  writeFileSync(join(inputs, 'access.log'), JSON.stringify(accessLog));
  writeFileSync(join(inputs, 'postgres.log'), serverLog);
  writeFileSync(join(inputs, 'audit.jsonl'), JSON.stringify(audited));
  const temporary = mkdtempSync(join(tmpdir(), 'canary-temporary-'));
  vi.stubEnv('TMPDIR', temporary);
  const engine = openTestEngine(workspace);
  const names = [
    'canary.har',
    'canary.jsonl',
    'canary.har.zip',
    'traces.jsonl',
    'access.log',
    'postgres.log',
    'audit.jsonl',
  ];
  const done = await importPaths(
    engine,
    names.map((name) => join(inputs, name)),
  );
  expect(done.files.map((file) => [file.state, file.counts.exchanges + file.counts.transactions])).toEqual([
    ['read', 12],
    ['read', 3],
    ['read', 1],
    ['read', 1],
    ['read', 1],
    ['read', 2],
    ['read', 1],
  ]);

  const onDisk = [folder, temporary].flatMap((place) =>
    readdirSync(place).map((name) => readFileSync(join(place, name)).toString('latin1')),
  );
  const db = openDatabase(workspace);
  const unpacked = (table: string) =>
    db.prepare<[], Buffer>(`SELECT content FROM ${table}`).pluck().all().map(unpackText);
  const rows = unpacked('row_image');
  expect(rows.join(), 'rows are there to be looked through').toContain('smtp_password');
  const texts = [...onDisk, ...unpacked('message'), ...rows];
  const parts = { proof: true, headers: true, calls: true, tests: true, openapi: true, rowValues: true };
  const forms = { keys: null, parts, since: null, templates: null } as const;
  texts.push(
    ...(await engine.notes({ ...forms, format: 'md', audience: 'all' })).files.map((file) => file.text),
    ...(await engine.notes({ ...forms, format: 'html', audience: 'client' })).files.map((file) => file.text),
    JSON.stringify(engine.report(1)),
    JSON.stringify(engine.imports()),
  );
  for (const [name, secret] of Object.entries(CANARIES)) {
    for (const form of formsOf(secret)) {
      expect(texts.filter((text) => text.includes(form)).length, `${name} as ${form}`).toBe(0);
    }
  }
  db.close();
  // They were there, and were masked: nothing was only left out.
  const places = engine.settings().masked.map(({ place }) => place);
  for (const place of [
    'authorization token',
    'cookie sid',
    'path',
    'query access_token',
    'body password',
    'body users password',
  ])
    expect(places).toContain(place);
  for (const place of ['response data.refresh_token', 'column password', 'column api_token', 'column meta_value'])
    expect(places).toContain(place);

  // The session id in the cookie is the key of the session's row: a value match, though nobody can read either.
  const link = engine.links(1).find((line) => line.transaction.id === '7');
  expect(link).toMatchObject({ exchange: { index: 0 }, basis: expect.arrayContaining(['value']) });
  await engine.close();
});
