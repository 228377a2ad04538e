import { chmodSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import type { ImportState } from '../shared/import-views.ts';
import { openTestEngine } from './engine-for-tests.ts';
import { makeZip } from './ingest/zip/zip-for-tests.ts';

const DEEP = 10_000;
const nested = (open: string, close: string) => open.repeat(DEEP) + close.repeat(DEEP);
const DEEP_ARRAY = nested('[', ']');
const DEEP_OBJECT = `${'{"a":'.repeat(DEEP)}1${'}'.repeat(DEEP)}`;

const entry = (body: string, more = '') =>
  `{"startedDateTime":"2026-11-21T12:00:00Z","time":5,"request":{"method":"POST","url":"http://a.test/x","headers":[],"postData":{"mimeType":"application/json","text":${JSON.stringify(body)}}},"response":{"status":200,"headers":[],"content":{"mimeType":"application/json","text":${JSON.stringify(body)}}},"timings":{"wait":4}${more}}`;
const har = (...entries: string[]) =>
  `{"log":{"version":"1.2","creator":{"name":"x"},"entries":[${entries.join(',')}]}}`;
const HAR = har(entry('{}'));

/** Files that no recorder writes, and what is said of each. */
const FILES: Readonly<Record<string, readonly [content: string | Uint8Array, said: RegExp]>> = {
  'deep.har': [har(entry(DEEP_ARRAY), entry(DEEP_OBJECT), entry('{}', `,"_deep":${DEEP_OBJECT}`)), /^read 3/],
  'deep.jsonl': [
    `{"action":"B","x":${DEEP_ARRAY}}\n${DEEP_ARRAY}\n{"action":"B","xid":1}\n`,
    /^not-a-capture .*Looked for/,
  ],
  'prototype.har': [har(entry('{"__proto__":{"polluted":1}}', ',"__proto__":{"polluted":1}')), /^read 1/],
  'surrogates.har': [har(entry('{"a":"\ud800 \udc00"}')).replaceAll('a.test', 'a.test/\\ud800'), /^read 1/],
  'latin1.har': [Buffer.from(har(entry('{"a":"Zo\u00eb \u00ff"}')), 'latin1'), /^read 1/],
  'cut.har': [HAR.slice(0, -10), /^read 0: the file ends inside entry 0/],
  'lines.har': [`\ufeff${HAR.replaceAll(',', ',\r\n')}\r\n`, /^read 1/],
  'numbers.har': [har(entry('{}', ',"time":1e308').replace('"time":5', '"time":-1e308')), /^read 1/],
  'mixed.jsonl': [`${HAR}\n{"action":"B"}\n`, /^read 1: skipped at \d+/],
  'empty.har': ['', /^not-a-capture 0: The file is empty/],
  'zeros.bin': [new Uint8Array(1000), /^not-a-capture/],
  'cut.har.gz': [gzipSync(HAR).subarray(0, -20), /^read .*cut short/],
  'cut.zip': [makeZip([{ name: 'a.har', content: HAR }]).subarray(0, 90), /^not-a-capture 0: This ZIP is cut short/],
  'locked.zip': [makeZip([{ name: 'a.har', content: HAR, flags: 1 }]), /^failed 0: Protected by a password/],
  'slip.zip': [makeZip([{ name: '../../../../tmp/slipped.har', content: HAR }]), /^(?:read|duplicate)/],
};

const saidOf = ({ files }: ImportState) =>
  files.map(({ name, state, counts, damage, skipped, message }) => [
    name.replace(' › a.har', ''),
    `${state} ${counts.exchanges}: ${skipped.map(({ first }) => `skipped at ${first.offset} `).join('')}${damage?.reason ?? ''}${message ?? ''}`,
  ]);

test('every hostile file gets its own answer, and the good ones are kept', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'hostile-'));
  for (const [name, [content]] of Object.entries(FILES)) writeFileSync(join(folder, name), content);
  mkdirSync(join(folder, 'folder.har'));
  writeFileSync(join(folder, 'unreadable.har'), HAR);
  chmodSync(join(folder, 'unreadable.har'), 0);
  const names = [...Object.keys(FILES), 'folder.har', 'unreadable.har', 'missing.har'];
  const engine = openTestEngine();
  const paths = names.map((name) => join(folder, name));
  const files = paths.map((path, at) => ({ name: names[at] as string, bytes: null, path }));
  const ended = new Promise<ImportState>((resolve) => {
    engine.subscribe((event) => {
      if (event.type === 'import' && ['done', 'failed'].includes(event.state.step)) resolve(event.state);
    });
  });
  engine.startImport({ files, strict: false, keepDamaged: true });
  const said = Object.fromEntries(saidOf(await ended));
  for (const [name, [, expected]] of Object.entries(FILES)) expect(said[name], name).toMatch(expected);
  expect(said['folder.har']).toMatch(/^failed .*This is a folder/);
  expect(said['missing.har']).toMatch(/^failed .*There is no such file/);
  // The superuser may read everything.
  if (process.getuid?.() !== 0) expect(said['unreadable.har']).toMatch(/^failed .*permission denied/);
  expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  expect(engine.runs()).toHaveLength(1);
  await engine.close();
});
