import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, type TestContext, test } from 'vitest';
import { webhook } from './notes-for-tests.ts';
import { readTestFiles } from './read-tests.ts';

/** The generated tests on real applications, where Django or Rails is installed; nothing is installed for it. */

const finding = {
  ...webhook,
  endpoint: { ...webhook.endpoint, route: "/courses/{id}/it's" },
  example: webhook.example && { ...webhook.example, path: "/courses/7/it's", query: [['q', '#{1} "x" \\']] as const },
};
const files = readTestFiles([finding], ['public.page_log', 'page_logs'], '2026-11-21');

const succeeds = (command: string, ...args: readonly string[]): boolean =>
  spawnSync(command, [...args], { stdio: 'ignore' }).status === 0;

/** The system's own Python may have what one in front of it has not. */
const pythonWith = (modules: string): string | undefined =>
  ['python3', '/usr/bin/python3'].find((python) => succeeds(python, '-c', `import ${modules}`));

const django = pythonWith('pytest, django, pytest_django');
const withRest = pythonWith('pytest, django, pytest_django, rest_framework');
const hasRails = succeeds(
  'ruby',
  '-e',
  'require "action_controller/railtie"; require "sqlite3"; require "rspec/rails"',
);

const NO_DJANGO = 'pytest, Django and pytest-django are not installed';
const NO_REST = 'Django REST Framework is not installed';
const NO_RAILS = 'Rails, sqlite3 and rspec-rails are not installed';

type Way = 'writes' | 'reads' | 'refuses';

interface Application {
  readonly folder: string;
  readonly test: string;
  readonly command: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

/** The application with the generated file in it, and what running that says. */
function run({ folder, test: name, command, env }: Application, way: Way): { status: number | null; said: string } {
  const where = mkdtempSync(join(tmpdir(), 'framework-'));
  cpSync(fileURLToPath(new URL(`./fixtures/${folder}/`, import.meta.url)), where, { recursive: true });
  const file = files.find(({ fileName }) => basename(fileName) === name);
  writeFileSync(join(where, name), file?.text ?? '');
  const [program = '', ...args] = command;
  const ended = spawnSync(program, args, {
    cwd: where,
    encoding: 'utf8',
    env: { ...process.env, ...env, SHOP_WAY: way, PYTHONDONTWRITEBYTECODE: '1' },
  });
  return { status: ended.status, said: ended.stdout + ended.stderr };
}

const onDjango = (python: string, env = {}): Application => ({
  folder: 'django',
  test: 'test_reads_do_not_write.py',
  command: [python, '-m', 'pytest', '-p', 'no:cacheprovider', '--color=no'],
  env,
});
const onRails: Application = {
  folder: 'rails',
  test: 'reads_do_not_write_spec.rb',
  command: ['ruby', '-S', 'rspec', '--no-color', '-I', '.', 'reads_do_not_write_spec.rb'],
};

function expectToTell(application: Application): void {
  const writes = run(application, 'writes');
  expect(writes.said).toMatch(/page_hits/);
  expect(writes.status).toBe(1);
  const mended = run(application, 'reads');
  expect(mended.said).toMatch(/1 passed|1 example, 0 failures/);
  expect(mended.status).toBe(0);
  const refuses = run(application, 'refuses');
  expect(refuses.said).toContain('a call that does not succeed proves nothing');
  expect(refuses.status).toBe(1);
}

/** Said, so that nobody takes a test that was left out for one that passed. */
function leaveOut(skip: TestContext['skip'], missing: boolean, why: string): void {
  if (missing) console.info(`left out: ${why}`);
  skip(missing, why);
}

describe('a GET that writes fails, the mended one passes, one that is refused proves nothing', () => {
  test('on Django', ({ skip }) => {
    leaveOut(skip, django === undefined, NO_DJANGO);
    expectToTell(onDjango(django ?? ''));
  });

  test('with the client of Django REST Framework', ({ skip }) => {
    leaveOut(skip, withRest === undefined, NO_REST);
    expectToTell(onDjango(withRest ?? '', { SHOP_CLIENT: 'rest' }));
  });

  test('on Rails', ({ skip }) => {
    leaveOut(skip, !hasRails, NO_RAILS);
    expectToTell(onRails);
  });
});
