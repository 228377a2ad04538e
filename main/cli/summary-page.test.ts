import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const program = fileURLToPath(new URL('./index.ts', import.meta.url));
const samples = fileURLToPath(new URL('../../samples/directus/', import.meta.url));

test('audit --summary writes how things stand as one page', () => {
  const file = join(mkdtempSync(join(tmpdir(), 'endpoint-audit-')), 'summary.html');
  const captures = ['changes.jsonl.gz', 'requests.har.gz'].map((name) => join(samples, name));
  execFileSync(process.execPath, [program, 'audit', ...captures, '--quiet', '--summary', file]);
  const text = readFileSync(file, 'utf8');
  expect(text).toMatch(/^<!doctype html>/);
  expect(text).toContain('<dt>Open findings</dt><dd><strong>1</strong>');
  expect(text).toContain('GET /flows/trigger/{id}');
});
