import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { test as base, expect, type Page } from '@playwright/test';
import { openInBrowser } from './hosts/browser-host.ts';
import { openOnDesktop } from './hosts/desktop-host.ts';
import type { HostName, OpenHost } from './hosts/open-host.ts';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const OPEN = { browser: openInBrowser, desktop: openOnDesktop };

/** The product as a person has it before them: the same for both hosts. */
export interface App {
  readonly host: HostName;
  /** The workspace file on disk. */
  readonly workspace: string;
  /** The page as it is now; another one after a restart. */
  readonly page: Page;
  /** Ends the product and opens it again on the same workspace. */
  restart(): Promise<Page>;
  /** Does what ends in an export, and reads the file that came of it. */
  exportedFile(action: () => Promise<void>): Promise<string>;
}

interface Fixtures {
  /** Which host the project tests. */
  readonly host: HostName;
  readonly app: App;
}

/** Every test gets the product on an empty workspace; an error in the page's console fails it. */
export const test = base.extend<Fixtures>({
  host: ['browser', { option: true }],
  app: async ({ host }, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'endpoint-audit-e2e-'));
    const problems: string[] = [];
    const workspace = join(folder, 'workspace.audit');
    const open = async () => ready(watched(await OPEN[host](root, workspace), problems));
    let opened = await open();
    await use({
      host,
      workspace,
      get page() {
        return opened.page;
      },
      restart: async () => {
        await opened.close();
        opened = await open();
        return opened.page;
      },
      exportedFile: (action) => opened.exportedFile(action),
    });
    await opened.close();
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    expect(problems, 'errors in the page').toEqual([]);
  },
});

export { expect };

function watched(opened: OpenHost, problems: string[]): OpenHost {
  opened.page.on('pageerror', (error) => problems.push(String(error)));
  opened.page.on('console', (message) => {
    if (message.type() === 'error') problems.push(message.text());
  });
  return opened;
}

/** A window that is shown has not drawn its page yet: keys and drops would fall into nothing. */
async function ready(opened: OpenHost): Promise<OpenHost> {
  await expect(opened.page.getByRole('heading', { level: 1 })).toBeVisible();
  return opened;
}
