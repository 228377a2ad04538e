import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

/**
 * Runs the real program as a person does, and compares what it prints, how it ends and what it writes.
 * A scenario is a text: `$ arguments`, `status N`, then parts that begin with `--- before FILE`, `--- stdout`,
 * `--- stderr` or `--- after FILE`. `SAMPLE` stands for the sample run's files, `TODAY` for the date.
 */

const here = fileURLToPath(new URL('./fixtures/scenarios/', import.meta.url));
const program = fileURLToPath(new URL('./index.ts', import.meta.url));
const samples = fileURLToPath(new URL('../../samples/directus/', import.meta.url));

interface Scenario {
  readonly args: readonly string[];
  readonly status: number;
  readonly parts: ReadonlyMap<string, string>;
}

function readScenario(name: string): Scenario {
  const [head = '', ...parts] = readFileSync(join(here, name), 'utf8').split(/^--- /m);
  const [, line = ''] = /^\$ (.*)$/m.exec(head) ?? [];
  const [, status = ''] = /^status (\d+)$/m.exec(head) ?? [];
  const words = line.match(/"[^"]*"|\S+/g) ?? [];
  return {
    args: words.flatMap((word) => (word === 'SAMPLE' ? sampleFiles() : [word.replaceAll('"', '')])),
    status: Number(status),
    parts: new Map(parts.map((part) => [part.slice(0, part.indexOf('\n')), part.slice(part.indexOf('\n') + 1)])),
  };
}

const sampleFiles = (): string[] => ['changes.jsonl.gz', 'requests.har.gz'].map((name) => join(samples, name));

const today = new Date().toISOString().slice(0, 10);
const filled = (text: string): string => text.replaceAll('TODAY', today).replaceAll('SAMPLES/', samples);

interface Ended {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

const run = (args: readonly string[], cwd: string): Promise<Ended> =>
  new Promise((resolve) => {
    execFile(process.execPath, [program, ...args], { cwd }, (error, stdout, stderr) =>
      resolve({ status: error === null ? 0 : Number(error.code), stdout, stderr }),
    );
  });

test.for(readdirSync(here).filter((name) => name.endsWith('.scenario')))('%s', async (name) => {
  const { args, status, parts } = readScenario(name);
  const folder = mkdtempSync(join(tmpdir(), 'endpoint-audit-'));
  for (const [part, text] of parts) if (part.startsWith('before ')) writeFileSync(join(folder, part.slice(7)), text);
  const ended = await run(args, folder);
  expect(ended.stdout).toBe(filled(parts.get('stdout') ?? ''));
  if (parts.has('stderr')) expect(ended.stderr).toBe(filled(parts.get('stderr') ?? ''));
  expect(ended.status).toBe(status);
  for (const [part, text] of parts) {
    const file = join(folder, part.slice(6));
    if (part.startsWith('after ')) expect(existsSync(file) ? readFileSync(file, 'utf8') : '').toBe(filled(text));
  }
});
