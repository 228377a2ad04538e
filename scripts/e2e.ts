import { spawnSync } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
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
  try {
    const chromium = findChromium();
    await buildIfNeeded();
    return await runPlaywright(chromium, args);
  } catch (error) {
    console.error((error as Error).message);
    return { ...NONE, failed: 1 };
  }
}

async function runPlaywright(chromium: string, args: readonly string[]): Promise<Counts> {
  const desktop = desktopNeeds();
  if (!desktop.possible) console.log(`Desktop tests left out: ${desktop.why}.`);
  const projects = ['browser', ...(desktop.possible ? ['desktop'] : [])].map((name) => `--project=${name}`);
  const [command = '', ...before] = [...(desktop.possible ? desktop.before : []), process.execPath];
  rmSync(report, { force: true });
  const env = { ...electronEnv(), E2E_CHROMIUM: chromium, PLAYWRIGHT_JSON_OUTPUT_FILE: report };
  const { code } = await runChild({ command, args: [...before, ...playwright(projects, args)], env });
  return countsAfter(code);
}

function playwright(projects: readonly string[], args: readonly string[]): string[] {
  const chosen = args.some((arg) => arg.startsWith('--project')) ? [] : projects;
  const cli = join(root, 'node_modules', '@playwright', 'test', 'cli.js');
  const config = join(root, 'e2e', 'playwright.config.ts');
  return [cli, 'test', '-c', config, '--reporter=list,json', ...chosen, ...args];
}

type Desktop =
  /** `before` has to stand before the command. */
  { readonly possible: true; readonly before: readonly string[] } | { readonly possible: false; readonly why: string };

function desktopNeeds(): Desktop {
  if (!(findElectron() ?? fetchElectron())) {
    return { possible: false, why: 'there is no Electron binary, and it could not be fetched' };
  }
  if (hasDisplay()) return { possible: true, before: [] };
  const hasXvfb = spawnSync('xvfb-run', ['--help'], { stdio: 'ignore' }).status === 0;
  if (!hasXvfb) return { possible: false, why: 'there is no display and no xvfb-run' };
  return { possible: true, before: ['xvfb-run', '-a'] };
}

/** A run that broke off has at least one failure, whatever its report says. */
function countsAfter(code: number): Counts {
  const counts = existsSync(report) ? playwrightCounts(report) : NONE;
  return code === 0 || counts.failed > 0 ? counts : { ...counts, failed: 1 };
}

if (isEntry(import.meta)) {
  const counts = await e2e(process.argv.slice(2));
  console.log(closingLine(counts));
  process.exitCode = counts.failed > 0 ? 1 : 0;
}
