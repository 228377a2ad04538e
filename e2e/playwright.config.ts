import { defineConfig } from '@playwright/test';
import type { HostName } from './hosts/open-host.ts';

/** The built product from outside: every spec runs on both hosts. Start it with `npm run e2e`. */
export default defineConfig<{ host: HostName }>({
  testDir: '.',
  outputDir: '../test-results',
  fullyParallel: true,
  workers: 2,
  retries: 0,
  // Patience for a busy machine: no test is about speed.
  timeout: 180_000,
  expect: { timeout: 20_000 },
  forbidOnly: Boolean(process.env.CI),
  use: { screenshot: 'only-on-failure', trace: 'retain-on-failure', video: 'off' },
  projects: [
    { name: 'browser', use: { host: 'browser' } },
    { name: 'desktop', use: { host: 'desktop' } },
  ],
});
