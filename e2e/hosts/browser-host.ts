import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { type BrowserType, chromium, type Page } from '@playwright/test';
import type { OpenHost } from './open-host.ts';

const FLAGS = ['--disable-gpu', '--disable-background-networking', '--disable-component-update', '--no-first-run'];

/** Starts the built server on a free port and opens the address it prints in Chromium. */
export async function openInBrowser(root: string, workspace: string): Promise<OpenHost> {
  const server = startServer(root, workspace);
  const address = await printedAddress(server);
  const browser = await chromium.launch(launchOptions());
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.goto(address);
  return {
    page,
    exportedFile: (action) => download(page, action),
    close: async () => {
      await browser.close();
      await stop(server);
    },
  };
}

function startServer(root: string, workspace: string): ChildProcess {
  const args = [join(root, 'out', 'web', 'server.mjs'), '--port', '0', '--workspace', workspace];
  return spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
}

async function printedAddress(server: ChildProcess): Promise<string> {
  if (!server.stdout) throw new Error('the server has no output');
  for await (const line of createInterface({ input: server.stdout })) {
    const address = /http:\S+/.exec(line)?.[0];
    if (address) return address;
  }
  throw new Error('the server ended without an address');
}

/** E2E_CHROMIUM names an installed one; without it Playwright takes its own. */
function launchOptions(): Parameters<BrowserType['launch']>[0] {
  const installed = process.env.E2E_CHROMIUM;
  return {
    ...(installed ? { executablePath: installed } : {}),
    chromiumSandbox: process.getuid?.() !== 0,
    args: FLAGS,
  };
}

async function download(page: Page, action: () => Promise<void>): Promise<string> {
  const [file] = await Promise.all([page.waitForEvent('download'), action()]);
  return readFile(await file.path(), 'utf8');
}

async function stop(server: ChildProcess): Promise<void> {
  const ended = once(server, 'exit');
  server.kill('SIGTERM');
  await ended;
}
