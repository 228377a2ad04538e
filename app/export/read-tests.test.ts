import { execFile, execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { webhook } from './notes-for-tests.ts';
import { readCallOf, readTestFiles } from './read-tests.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
// Beside the program, so that what the tests import is found.
mkdirSync(join(root, '.cache'), { recursive: true });
const folder = mkdtempSync(join(root, '.cache', 'read-tests-'));
afterAll(() => rmSync(folder, { recursive: true }));

const finding = {
  ...webhook,
  endpoint: { ...webhook.endpoint, route: "/courses/{id}/it's" },
  example: webhook.example && { ...webhook.example, path: "/courses/7/it's", query: [['q', '#{1} "x" \\']] as const },
};

const files = new Map(
  readTestFiles([finding], ['public.page_log', 'sessions'], '2026-11-21').map((file) => [file.fileName, file.text]),
);

/** Writes a generated file and returns its place. */
function written(name: string): string {
  const path = join(folder, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, files.get(name) ?? '');
  return path;
}

const isThere = (program: string): boolean => spawnSync(program, ['--version']).status === 0;

const vitest = (where: string): Promise<{ status: number; output: string }> =>
  new Promise((resolve) => {
    const args = [join(root, 'node_modules/vitest/vitest.mjs'), 'run', '--root', where, '--reporter=default'];
    execFile(process.execPath, args, { env: { ...process.env, NO_COLOR: '1' } }, (error, stdout, stderr) =>
      resolve({ status: error === null ? 0 : Number(error.code), output: stdout + stderr }),
    );
  });

/** A real little service on a real database, in one of its ways. */
async function tryOn(way: string): Promise<{ status: number; output: string }> {
  const where = join(folder, way);
  mkdirSync(where);
  cpSync(written('tests/node/reads-do-not-write.test.mjs'), join(where, 'reads-do-not-write.test.mjs'));
  cpSync(fileURLToPath(new URL('./fixtures/service.mjs', import.meta.url)), join(where, 'service.mjs'));
  writeFileSync(join(where, 'way.mjs'), `export const way = '${way}';\n`);
  writeFileSync(join(where, 'vitest.config.mjs'), 'export default {};\n');
  return vitest(where);
}

describe('on a service that runs', () => {
  test('one that writes on read fails, and the table is named', async () => {
    const { status, output } = await tryOn('writes');
    expect(output).toContain('page_hits');
    expect(status).toBe(1);
  });

  test('one that only reads, locks a row and logs passes', async () => {
    const { status, output } = await tryOn('reads');
    expect(output).toContain('1 passed');
    expect(status).toBe(0);
  });

  test('one that refuses the call proves nothing and fails', async () => {
    const { status, output } = await tryOn('refuses');
    expect(output).toContain('a call that does not succeed proves nothing');
    expect(status).toBe(1);
  });
});

test.skipIf(!isThere('python3'))('the pytest file is Python, and finds what statements write', () => {
  const path = written('tests/django/test_reads_do_not_write.py');
  execFileSync('python3', ['-m', 'py_compile', path]);
  const probe = `
import re, sys, types
for name in ("pytest", "django", "django.db", "django.test", "django.test.utils"):
    sys.modules[name] = types.ModuleType(name)
keep = lambda *a, **k: (lambda f: f)
sys.modules["pytest"].mark = types.SimpleNamespace(django_db=keep, parametrize=keep)
sys.modules["django.db"].connections = None
sys.modules["django.test.utils"].CaptureQueriesContext = None
scope = {}
exec(open(sys.argv[1]).read(), scope)
print(sorted(scope["tables_written"]([
  'INSERT INTO "public"."page_hits" (a) VALUES (1)', "update only courses set a = 'delete from x'",
  "SELECT * FROM locked FOR UPDATE", "insert into page_log values (1)", "INSERT OR REPLACE INTO [stats] VALUES (1)",
  "select 'insert into quoted'", "DELETE\\n FROM gone", "insert into s values (1) on conflict do update set a = 1"])))
print(scope["CALLS"][0][3])
`;
  const told = execFileSync('python3', ['-c', probe, path], { encoding: 'utf8' });
  expect(told).toBe(`['courses', 'gone', 'page_hits', 's', 'stats']\n[('q', '#{1} "x" \\\\')]\n`);
});

test.skipIf(!isThere('ruby'))('the RSpec file is Ruby', () => {
  execFileSync('ruby', ['-c', written('tests/rails/reads_do_not_write_spec.rb')]);
});

test.skipIf(process.platform === 'win32')('the check script is shell', () => {
  execFileSync('sh', ['-n', written('tests/check.sh')]);
});

test('a masked value of the path is left for people to fill in, one of the query stays out', () => {
  const example = webhook.example && { ...webhook.example, query: [['token', 'masked·0123456789abcdef']] as const };
  expect(readCallOf({ ...webhook, example })).toEqual({
    method: 'GET',
    route: '/flows/trigger/{id}',
    parameters: [['id', null]],
    query: [],
    status: 200,
  });
});

test('nothing is made where nothing was seen to write', () => {
  expect(readTestFiles([{ ...webhook, verdict: 'holds' }], [], '2026-11-21')).toEqual([]);
});
