import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { FileChoice } from '../shared/import-views.ts';
import { importEnds, openTestEngine } from './engine-for-tests.ts';

/** A log with the names of nginx and of Envoy, as a gateway may write it. */
const LINE = {
  time_iso8601: '2026-11-21T12:00:01+00:00',
  start_time: '2026-11-21T12:00:00.500Z',
  request_uri: '/nginx',
  path: '/envoy',
  method: 'GET',
  status: 200,
  response_code: 200,
  request_time: 0.5,
  duration: 500,
};

function written(): string {
  const path = join(mkdtempSync(join(tmpdir(), 'ambiguous-')), 'gateway.log');
  writeFileSync(path, `${JSON.stringify(LINE)}\n`);
  return path;
}

async function importAnswering(choice: FileChoice) {
  const engine = openTestEngine();
  const asked: unknown[] = [];
  const start = () =>
    engine.startImport({
      files: [{ name: 'gateway.log', bytes: null, path: written() }],
      strict: false,
      keepDamaged: false,
    });
  const done = await importEnds(engine, start, (state) => {
    const file = state.files.find((one) => one.state === 'ambiguous');
    if (!file || state.step !== 'waiting') return;
    asked.push(file.candidates.map(({ format }) => format));
    engine.choose(state.id, file.id, choice);
  });
  const paths = done.runId === null ? [] : engine.report(done.runId).endpoints.map(({ route }) => route);
  await engine.close();
  return { done, asked, paths };
}

test.each([
  ['nginx-json', '/nginx'],
  ['envoy-json', '/envoy'],
])('a file that could be read in two ways asks, and is read as %s', async (format, path) => {
  const { done, asked, paths } = await importAnswering({ format });
  expect(asked).toEqual([['nginx-json', 'envoy-json']]);
  expect(done).toMatchObject({ step: 'done', files: [{ state: 'read', recognised: { format } }] });
  expect(paths).toContain(path);
});

test('it can be left out', async () => {
  const { done } = await importAnswering('leave-out');
  expect(done).toMatchObject({ step: 'failed', files: [{ state: 'left-out' }] });
});

test('a script is not asked: the file is refused with both names', async () => {
  const engine = openTestEngine();
  const files = [{ name: 'gateway.log', bytes: null, path: written() }];
  const done = await importEnds(engine, () => engine.startImport({ files, strict: true, keepDamaged: false }));
  expect(done.files[0]).toMatchObject({
    state: 'not-a-capture',
    message: 'Could be read in 2 ways: nginx access log (JSON), or Envoy access log (JSON). Nothing was read.',
  });
  await engine.close();
});
