import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { BuildFailed, buildIfNeeded } from './build.ts';
import { electronEnv, sandboxFlags } from './electron.ts';
import { openBrowser } from './open-browser.ts';
import { NoDesktop, type Pick, pickHost } from './pick-host.ts';
import { root } from './project.ts';
import { runChild } from './run-child.ts';
import { BadUsage, readStartOptions, type StartOptions, USAGE } from './start-options.ts';

/** `npm start`: builds what changed, then opens the program in the host that this machine can show. */

/** A window that ends with an error sooner than this has never opened: a display that is set but dead, a missing library. */
const NEVER_OPENED_MS = 10_000;

async function start(options: StartOptions): Promise<number> {
  await buildIfNeeded();
  if (options.sample) {
    const code = await judgeSample(options.workspace);
    if (code !== 0) return code;
  }
  const pick = pickHost(options.host);
  console.log(pick.line);
  return pick.host === 'web' ? openWeb(options) : openDesktop(pick, options);
}

/** Through the command line program, so that also a terminal shows the result. */
async function judgeSample(workspace: string | null): Promise<number> {
  if (workspace !== null) mkdirSync(dirname(workspace), { recursive: true, mode: 0o700 });
  const into = workspace === null ? [] : ['--workspace', workspace];
  const { code } = await runChild({ command: process.execPath, args: [built('cli.mjs'), 'sample', ...into] });
  return code;
}

async function openWeb(options: StartOptions): Promise<number> {
  const port = options.port === null ? [] : ['--port', options.port];
  let opened = !options.open;
  const { code } = await runChild({
    command: process.execPath,
    args: [built('web', 'server.mjs'), ...port, ...hostArgs(options)],
    onOutput: (text) => {
      const address = opened ? undefined : /http:\S+/.exec(text)?.[0];
      if (address === undefined) return;
      opened = true;
      openBrowser(address);
    },
  });
  return code;
}

async function openDesktop(pick: Pick & { host: 'desktop' }, options: StartOptions): Promise<number> {
  const started = Date.now();
  const args = [...sandboxFlags(), root, ...hostArgs(options)];
  const { code, wasStopped } = await runChild({ command: pick.electron, args, env: electronEnv() });
  if (code === 0 || wasStopped || pick.asked || Date.now() - started > NEVER_OPENED_MS) return code;
  console.log(`Browser host: the desktop window ended at once (code ${code}).`);
  return openWeb(options);
}

function built(...path: string[]): string {
  return join(root, 'out', ...path);
}

function hostArgs({ workspace, files }: StartOptions): string[] {
  return [...(workspace === null ? [] : ['--workspace', workspace]), ...files];
}

try {
  const options = readStartOptions(process.argv.slice(2));
  if (options.help) console.log(USAGE);
  else process.exitCode = await start(options);
} catch (error) {
  if (![BadUsage, NoDesktop, BuildFailed].some((known) => error instanceof known)) throw error;
  console.error((error as Error).message);
  process.exitCode = error instanceof BadUsage ? 2 : 1;
}
