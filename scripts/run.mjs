#!/usr/bin/env node
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { resolve } from 'node:path';
import { pathWith, root, SetupError, setUp } from './setup.mjs';

/** `node scripts/run.mjs ENTRY [ARGS]`: sets the checkout up if needed, then runs the entry on a Node that is new enough. */

const PASSED_ON = ['SIGINT', 'SIGTERM', 'SIGHUP'];

try {
  const node = await setUp();
  run(node, process.argv.slice(2));
} catch (error) {
  if (!(error instanceof SetupError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}

/** @param {string} node @param {string[]} argv */
function run(node, [entry = '', ...args]) {
  const child = spawn(node, [...flagsFor(node), resolve(root, entry), ...args], {
    stdio: 'inherit',
    cwd: entry.startsWith('main/') ? callersFolder() : process.cwd(),
    env: { ...process.env, PATH: pathWith(node) },
  });
  for (const signal of PASSED_ON) process.on(signal, () => child.kill(signal));
  child.on('exit', (code, signal) => process.exit(code ?? 128 + (constants.signals[signal ?? 'SIGTERM'] ?? 15)));
}

/** Where the person is, whose files are named from there: npm itself changes to the project's folder. */
function callersFolder() {
  return (process.cwd() === root && process.env.INIT_CWD) || process.cwd();
}

/** Node 22 before 22.18 runs TypeScript only when it is asked to. @param {string} node */
function flagsFor(node) {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const asks = node === process.execPath && major === 22 && minor < 18;
  return asks ? ['--experimental-strip-types', '--disable-warning=ExperimentalWarning'] : [];
}
