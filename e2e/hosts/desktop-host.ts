import { existsSync, statSync } from 'node:fs';
import { mkdtemp, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { _electron, type ElectronApplication, expect } from '@playwright/test';
import type { OpenHost } from './open-host.ts';

/** Opens the built app in Electron: the one in ELECTRON_OVERRIDE_DIST_PATH, else the project's own. */
export async function openOnDesktop(root: string, workspace: string): Promise<OpenHost> {
  const folder = dirname(workspace);
  const app = await _electron.launch({
    args: [...flags(join(folder, 'profile')), root, '--workspace', workspace],
    cwd: root,
    env: definedOf(process.env),
  });
  const page = await app.firstWindow();
  return { page, exportedFile: (action) => savedFile(app, folder, action), close: () => app.close() };
}

function flags(profile: string): string[] {
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  return [...asRoot, '--disable-gpu', '--disable-background-networking', `--user-data-dir=${profile}`];
}

/** Answers the system's save dialog, which no test can click. */
async function savedFile(app: ElectronApplication, folder: string, action: () => Promise<void>): Promise<string> {
  const filePath = join(await mkdtemp(join(folder, 'saved-')), 'file');
  await app.evaluate(({ dialog }, path) => {
    dialog.showSaveDialog = async () => ({ canceled: false, filePath: path });
  }, filePath);
  await action();
  // The file is there a moment before its text is.
  await expect.poll(() => existsSync(filePath) && statSync(filePath).size > 0).toBe(true);
  return readFile(filePath, 'utf8');
}

function definedOf(env: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}
