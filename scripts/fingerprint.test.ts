import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { fingerprint } from './fingerprint.ts';

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'fingerprint-'));
  write('app/engine.ts', 'one');
  write('renderer/theme/tokens.css', 'two');
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function write(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

test.each<[string, () => void]>([
  ['a source changes', () => write('app/engine.ts', 'other')],
  ['a style changes', () => write('renderer/theme/tokens.css', 'other')],
  ['a source appears', () => write('main/web/server.ts', '')],
  ['a source goes', () => rmSync(join(root, 'app/engine.ts'))],
  ['the packages change', () => write('package-lock.json', '{}')],
  [
    'a source changes and keeps its time',
    () => {
      write('app/engine.ts', 'two');
      utimesSync(join(root, 'app/engine.ts'), 0, 0);
    },
  ],
])('differs when %s', (_what, change) => {
  const before = fingerprint(root);
  change();
  expect(fingerprint(root)).not.toBe(before);
});

test.each(['app/engine.test.ts', 'app/ingest/formats/fixtures/a/input.json', 'out/cli.mjs', 'README.md'])(
  'stays when %s changes',
  (path) => {
    const before = fingerprint(root);
    write(path, 'other');
    expect(fingerprint(root)).toBe(before);
  },
);
