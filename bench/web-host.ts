import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { chromium, type Page } from '@playwright/test';
import { findChromium } from '../scripts/chromium.ts';

const FLAGS = ['--disable-gpu', '--disable-background-networking', '--disable-component-update', '--no-first-run'];

/** Opens a workspace in the built web host and a page beside it, in the Chromium of the end-to-end tests. */
export async function withPage(workspace: string, use: (page: Page, address: string) => Promise<void>): Promise<void> {
  const executablePath = findChromium();
  const server = spawn(process.execPath, ['out/web/server.mjs', '--port', '0', '--workspace', workspace], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const browser = await chromium.launch({
    executablePath,
    chromiumSandbox: process.getuid?.() !== 0,
    args: FLAGS,
  });
  try {
    await use(await browser.newPage({ viewport: { width: 1440, height: 900 } }), await addressOf(server.stdout));
  } finally {
    await browser.close();
    server.kill('SIGTERM');
  }
}

async function addressOf(output: NodeJS.ReadableStream): Promise<string> {
  for await (const line of createInterface({ input: output })) {
    const address = /http:\S+/.exec(line)?.[0];
    if (address) return address;
  }
  throw new Error('the server ended without an address');
}
