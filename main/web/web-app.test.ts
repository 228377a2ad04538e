import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Hono } from 'hono';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Engine } from '../../app/calls.ts';
import { openEngine } from '../../app/engine.ts';
import { openPages } from '../host/pages.ts';
import { webApp } from './web-app.ts';

let folder: string;
let engine: Engine;
let app: Hono;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'web-app-'));
  mkdirSync(join(folder, 'page', 'assets'), { recursive: true });
  writeFileSync(join(folder, 'page', 'index.html'), 'the page');
  writeFileSync(join(folder, 'page', 'assets', 'main.js'), 'the script');
  writeFileSync(join(folder, 'outside.txt'), 'not for the page');
  engine = openEngine({
    workspace: join(folder, 'workspace.audit'),
    samples: folder,
    importWorker: new URL('../../app/ingest/import-worker.ts', import.meta.url),
  });
  const access = { port: 4870, token: 'key' };
  app = webApp({ engine, access, pages: openPages(join(folder, 'page')) });
});

afterEach(async () => {
  await engine.close();
  rmSync(folder, { recursive: true, force: true });
});

const ask = (path: string, init: RequestInit = {}) =>
  app.request(`http://127.0.0.1:4870${path}`, {
    ...init,
    headers: { host: '127.0.0.1:4870', authorization: 'Bearer key', ...init.headers },
  });

test.each([
  ['/', 'the page'],
  ['/endpoint/3/safe-method-writes', 'the page'],
  ['/tables/public.page_hits', 'the page'],
  ['/assets/main.js', 'the script'],
  ['/../outside.txt', 'the page'],
  ['/..%2foutside.txt', 'the page'],
])('%s answers %s', async (path, text) => {
  expect(await (await ask(path)).text()).toBe(text);
});

test('a missing file of the page is not the page', async () => {
  expect((await ask('/assets/old.js')).status).toBe(404);
});

test('every answer forbids scripts from elsewhere', async () => {
  for (const answer of [await ask('/'), await ask('/assets/old.js'), await app.request('http://127.0.0.1:4870/')]) {
    expect(answer.headers.get('content-security-policy')).toContain("script-src 'self';");
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
  }
});

test('queries may come as POST', async () => {
  const answer = await ask('/trpc/settings', { method: 'POST', headers: { 'content-type': 'application/json' } });
  expect(await answer.json()).toMatchObject({ result: { data: { workspaceName: 'workspace' } } });
});

test('an upload for an import that is not there says so', async () => {
  const answer = await ask('/upload/gone/0?last=1', { method: 'PUT', body: new Uint8Array(1) });
  expect(answer.status).toBe(500);
  expect(await answer.text()).toContain('gone');
});

test('a piece of more than 8 MiB is refused', async () => {
  const body = new Uint8Array(8 * 1024 * 1024 + 1);
  const headers = { 'content-length': String(body.length) };
  expect((await ask('/upload/gone/0?last=1', { method: 'PUT', body, headers })).status).toBe(413);
});
