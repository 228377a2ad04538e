import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { buildIfNeeded } from './build.ts';
import { findChromium } from './chromium.ts';
import { type Counts, closingLine, NONE, playwrightCounts } from './counts.ts';
import { electronEnv, fetchElectron, findElectron, hasDisplay } from './electron.ts';
import { isEntry, root } from './project.ts';
import { runChild } from './run-child.ts';

const report = join(root, '.cache', 'e2e.json');

/** The built product from outside, in the browser host always and on the desktop where that is possible. */
export async function e2e(args: readonly string[]): Promise<Counts> {
  const env = { ...electronEnv(), E2E_CHROMIUM: findChromium(), PLAYWRIGHT_JSON_OUTPUT_FILE: report };
  await buildIfNeeded();
  rmSync(report, { force: true });
  const desktop = desktopNeeds();
  if (typeof desktop === 'string') console.log(`Desktop tests left out: ${desktop}.`);
  const projects = ['browser', ...(typeof desktop === 'string' ? [] : ['desktop'])].map((name) => `--project=${name}`);
  const [command = '', ...before] = [...(typeof desktop === 'string' ? [] : desktop), process.execPath];
  const { code } = await runChild({ command, args: [...before, ...playwright(projects, args)], env });
  return countsAfter(code);
}

function playwright(projects: readonly string[], args: readonly string[]): string[] {
  const chosen = args.some((arg) => arg.startsWith('--project')) ? [] : projects;
  const cli = join(root, 'node_modules', '@playwright', 'test', 'cli.js');
  const config = join(root, 'e2e', 'playwright.config.ts');
  return [cli, 'test', '-c', config, '--reporter=list,json', ...chosen, ...args];
}

/** What has to stand before the command for desktop tests; or, in words, why there can be none. */
function desktopNeeds(): readonly string[] | string {
  if (!(findElectron() ?? fetchElectron())) return 'there is no Electron binary, and it could not be fetched';
  if (hasDisplay()) return [];
  const hasXvfb = spawnSync('xvfb-run', ['--help'], { stdio: 'ignore' }).status === 0;
  return hasXvfb ? ['xvfb-run', '-a'] : 'there is no display and no xvfb-run';
}

/** A run that broke off before it could report is one failure. */
function countsAfter(code: number): Counts {
  try {
    const counts = playwrightCounts(report);
    return code === 0 || counts.failed > 0 ? counts : { ...counts, failed: 1 };
  } catch {
    return { ...NONE, failed: 1 };
  }
}

if (isEntry(import.meta)) {
  const counts = await e2e(process.argv.slice(2));
  console.log(closingLine(counts));
  process.exitCode = counts.failed > 0 ? 1 : 0;
}
