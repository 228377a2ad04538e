import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chromium } from '@playwright/test';

const INSTALLED = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

const ADVICE =
  'The browser tests need Chromium. Install it (`npx playwright install chromium`, or your system’s package), or name one in E2E_CHROMIUM.';

/** A Chromium for the tests: the one named in E2E_CHROMIUM, Playwright's own, an installed one, else Debian's package as root. */
export function findChromium(): string {
  const known = [process.env.E2E_CHROMIUM, chromium.executablePath(), ...INSTALLED];
  const found = known.find((path) => path && existsSync(path)) ?? fromDebian();
  if (!found) throw new Error(ADVICE);
  return found;
}

function fromDebian(): string | undefined {
  if (!existsSync('/etc/debian_version') || process.getuid?.() !== 0) return undefined;
  console.error('Setting up: installing Chromium (once)');
  spawnSync('apt-get', ['update', '-qq'], { stdio: 'ignore' });
  spawnSync('apt-get', ['install', '-y', '-qq', 'chromium'], { stdio: 'ignore' });
  return INSTALLED.find((path) => existsSync(path));
}
