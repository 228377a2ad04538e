import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './project.ts';

const INSTALL_MS = 60_000;
const BINARY: Partial<Record<NodeJS.Platform, string>> = {
  darwin: 'Electron.app/Contents/MacOS/Electron',
  win32: 'electron.exe',
};

/** The Electron to start: the one named by ELECTRON_OVERRIDE_DIST_PATH, else the project's own; null when neither is there. */
export function findElectron(): string | null {
  const binary = join(electronFolder(), BINARY[process.platform] ?? 'electron');
  return existsSync(binary) ? binary : null;
}

/** The folder the binary is, or would be, in. */
function electronFolder(): string {
  return process.env.ELECTRON_OVERRIDE_DIST_PATH ?? join(root, 'node_modules', 'electron', 'dist');
}

/** Downloads the project's own Electron, which the packages leave out. Null when it cannot be had. */
export function fetchElectron(): string | null {
  console.error('Setting up: fetching Electron (once, about 100 MB)');
  const install = join(root, 'node_modules', 'electron', 'install.js');
  spawnSync(process.execPath, [install], { stdio: 'ignore', timeout: INSTALL_MS });
  return findElectron();
}

/** `Electron 45`; without the number where the folder does not say it. */
export function electronName(): string {
  const file = join(electronFolder(), 'version');
  const major = existsSync(file) ? readFileSync(file, 'utf8').replace(/^v/, '').split('.')[0] : '';
  return `Electron ${major}`.trim();
}

/** Linux without one of these has no screen to open a window on. */
export function hasDisplay(): boolean {
  return process.platform !== 'linux' || Boolean(process.env.DISPLAY ?? process.env.WAYLAND_DISPLAY);
}

/** Chromium refuses its sandbox to root. */
export function sandboxFlags(): string[] {
  return process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : [];
}

/** ENGINE_NODE lets an Electron too old for the engine hand it to a plain Node, which must be new enough itself. */
export function electronEnv(): NodeJS.ProcessEnv {
  const { ENGINE_NODE, ...env } = process.env;
  if (ENGINE_NODE === undefined) return env;
  return { ...env, ENGINE_NODE: isNewEnough(ENGINE_NODE) ? ENGINE_NODE : process.execPath };
}

/** The same bound as in setup.mjs. */
function isNewEnough(node: string): boolean {
  return Number(spawnSync(node, ['-p', 'process.versions.napi'], { encoding: 'utf8' }).stdout) >= 10;
}
